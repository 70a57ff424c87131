package dev.intermute.client;

import java.security.KeyManagementException;
import java.security.Provider;
import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/**
 * The TLS of an address that has none. Left to itself the JDK's HTTP client reads the machine's certificates for plain HTTP, too,
 * which takes longer than a call, and which a native binary without TLS can't do.
 */
final class NoTls extends SSLContext {
    NoTls() {
        super(
                new None(),
                new Provider("none", "1", "no TLS is spoken") {
                    private static final long serialVersionUID = 1L;
                },
                "none");
    }

    /** Parameters that nobody will ask for. */
    static SSLParameters parameters() {
        return new SSLParameters();
    }

    private static final class None extends SSLContextSpi {
        @Override
        protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random)
                throws KeyManagementException {
            throw new KeyManagementException("no TLS is spoken to an http address");
        }

        @Override
        protected SSLSocketFactory engineGetSocketFactory() {
            throw spoken();
        }

        @Override
        protected SSLServerSocketFactory engineGetServerSocketFactory() {
            throw spoken();
        }

        @Override
        protected SSLEngine engineCreateSSLEngine() {
            throw spoken();
        }

        @Override
        protected SSLEngine engineCreateSSLEngine(String host, int port) {
            throw spoken();
        }

        @Override
        protected SSLSessionContext engineGetServerSessionContext() {
            throw spoken();
        }

        @Override
        protected SSLSessionContext engineGetClientSessionContext() {
            throw spoken();
        }

        private static IllegalStateException spoken() {
            return new IllegalStateException("no TLS is spoken to an http address");
        }
    }
}
