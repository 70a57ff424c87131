package dev.intermute.deploy.kubernetes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimSpec;
import io.fabric8.kubernetes.api.model.SecretVolumeSource;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;

/** Where the service's files are: each mount has its volume, each path lies in a mount, and the keys are in the Secret. */
final class VolumeRules {
    private static final String KEYS_SECRET = "intermute-keys";
    private static final String KEYS_FILE = "intermute.keys.yaml";

    private static final int GROUP_READS = 0040;
    private static final int ALL_OF_OTHERS = 0007;
    private static final int MODE_OF_SECRETS = 0644;

    private final Manifests manifests;
    private final Violations violations;
    private final List<VolumeMount> mounts;
    private final List<Volume> volumes;
    private final List<PersistentVolumeClaim> claims;

    VolumeRules(Manifests manifests, Violations violations) {
        this.manifests = manifests;
        this.violations = violations;
        this.mounts = manifests.container().getVolumeMounts();
        this.volumes = manifests.pod().getVolumes();
        this.claims = manifests.statefulSet().getSpec().getVolumeClaimTemplates();
    }

    void check() {
        names();
        claims.forEach(this::claim);
        mounts.forEach(mount -> violations.unless(
                mount.getSubPath() == null && mount.getSubPathExpr() == null,
                "%s is a single file, which never changes",
                mount.getMountPath()));
        database();
        keys();
    }

    private void names() {
        List<String> there = new ArrayList<>();
        Stream.concat(
                        volumes.stream().map(Volume::getName),
                        claims.stream().map(claim -> claim.getMetadata().getName()))
                .forEach(there::add);
        Set<String> paths = new HashSet<>();
        for (VolumeMount mount : mounts) {
            violations.unless(there.contains(mount.getName()), "nothing to mount is called %s", mount.getName());
            violations.unless(paths.add(mount.getMountPath()), "%s is where another is mounted", mount.getMountPath());
        }
        for (String name : there) {
            violations.unless(
                    mounts.stream().anyMatch(mount -> mount.getName().equals(name)), "%s isn't mounted", name);
        }
    }

    private void claim(PersistentVolumeClaim claim) {
        PersistentVolumeClaimSpec spec = claim.getSpec();
        violations.unless(
                List.of("ReadWriteOnce").equals(spec.getAccessModes())
                        || List.of("ReadWriteOncePod").equals(spec.getAccessModes()),
                "machines share the volume");
        violations.unless(
                spec.getResources() != null
                        && spec.getResources().getRequests() != null
                        && spec.getResources().getRequests().containsKey("storage"),
                "the volume has no size");
    }

    private void database() {
        violations.unless(
                mountOf(manifests.environment("INTERMUTE_DB", ""))
                        .filter(this::isKept)
                        .isPresent(),
                "the database isn't in a volume that is kept");
    }

    /** Whether what is written there is there still after the pod's end. */
    private boolean isKept(VolumeMount mount) {
        return !Boolean.TRUE.equals(mount.getReadOnly())
                && claims.stream()
                        .anyMatch(claim -> claim.getMetadata().getName().equals(mount.getName()));
    }

    private void keys() {
        Path file = Path.of(manifests.environment("INTERMUTE_KEYS_FILE", ""));
        Optional<VolumeMount> mount = mountOf(file.toString());
        Optional<SecretVolumeSource> secret = mount.flatMap(m -> volumes.stream()
                        .filter(volume -> volume.getName().equals(m.getName()))
                        .findFirst())
                .map(Volume::getSecret);
        violations.unless(
                secret.isPresent() || mount.filter(this::isKept).isPresent(),
                "the keys are in no Secret, and in no volume that is kept");
        secret.ifPresent(source -> {
            violations.unless(Boolean.TRUE.equals(mount.get().getReadOnly()), "a Secret is mounted to be written");
            secret(source, Path.of(mount.get().getMountPath()).relativize(file));
        });
    }

    private void secret(SecretVolumeSource source, Path file) {
        violations.unless(KEYS_SECRET.equals(source.getSecretName()), "the keys aren't in %s", KEYS_SECRET);
        Optional<KeyToPath> item = source.getItems().stream()
                .filter(candidate -> file.toString().equals(candidate.getPath()))
                .findFirst();
        violations.unless(
                item.isPresent() && KEYS_FILE.equals(item.get().getKey()),
                "%s of the Secret isn't mounted where the keys are read",
                KEYS_FILE);
        int mode = Objects.requireNonNullElse(
                item.map(KeyToPath::getMode).orElse(source.getDefaultMode()), MODE_OF_SECRETS);
        violations.unless((mode & GROUP_READS) != 0, "the group that the service is in can't read the keys");
        violations.unless((mode & ALL_OF_OTHERS) == 0, "everybody can read the keys");
        violations.unless(!Boolean.TRUE.equals(source.getOptional()), "it would start without keys, and let nobody in");
    }

    /** The innermost folder that is mounted over a file. */
    private Optional<VolumeMount> mountOf(String file) {
        Path path = Path.of(file);
        return mounts.stream()
                .filter(mount -> path.startsWith(mount.getMountPath()) && !path.equals(Path.of(mount.getMountPath())))
                .max((a, b) -> Integer.compare(
                        Path.of(a.getMountPath()).getNameCount(),
                        Path.of(b.getMountPath()).getNameCount()));
    }
}
