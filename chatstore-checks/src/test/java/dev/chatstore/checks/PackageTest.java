package dev.chatstore.checks;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Packages have no circles and at most 40 files, and no two types have the same name. An exception to the size would be
 * listed here with its reason; there is none.
 */
class PackageTest {
    private static final int MAX_FILES = 40;

    /** Files that every package or module may have. */
    private static final Set<String> NO_TYPES = Set.of("package-info.java", "module-info.java");

    @Test
    void packagesHaveNoCircles() {
        Map<String, Map<String, Dependency>> uses = uses();
        List<String> circles = new ArrayList<>();
        for (String from : uses.keySet()) {
            for (String to : uses.get(from).keySet()) {
                List<String> back = path(uses, to, from);
                // Each circle is listed once, from its first package on.
                if (!back.isEmpty() && back.stream().allMatch(each -> from.compareTo(each) <= 0)) {
                    circles.add(describe(uses, from, back));
                }
            }
        }
        assertThat(circles)
                .as("circles between packages, with one dependency for each step")
                .isEmpty();
    }

    @Test
    void aPackageHasRoomForItsSubjectOnly() {
        Map<String, Long> sizes = new TreeMap<>();
        for (String module : Project.modules()) {
            types(module)
                    .collect(groupingBy(PackageTest::packageOf, counting()))
                    .forEach(sizes::put);
        }
        sizes.values().removeIf(size -> size <= MAX_FILES);
        assertThat(sizes).as("packages of more than %s files", MAX_FILES).isEmpty();
    }

    @Test
    void noTwoTypesShareAName() {
        Map<String, Set<String>> packages = new TreeMap<>();
        Project.CLASSES.stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().endsWith("-info"))
                .forEach(type -> packages.computeIfAbsent(type.getSimpleName(), name -> new TreeSet<>())
                        .add(type.getPackageName()));
        packages.values().removeIf(places -> places.size() == 1);
        assertThat(packages)
                .as("names of more than one type, with their packages")
                .isEmpty();
    }

    /** Returns what each package depends on, with one dependency as evidence. */
    private static Map<String, Map<String, Dependency>> uses() {
        Map<String, Map<String, Dependency>> uses = new TreeMap<>();
        for (JavaClass type : Project.CLASSES) {
            Map<String, Dependency> of = uses.computeIfAbsent(type.getPackageName(), name -> new TreeMap<>());
            for (Dependency each : type.getDirectDependenciesFromSelf()) {
                String target = each.getTargetClass().getBaseComponentType().getPackageName();
                if (target.startsWith("dev.chatstore") && !target.equals(type.getPackageName())) {
                    of.putIfAbsent(target, each);
                }
            }
        }
        return uses;
    }

    /** Returns the shortest path between two packages, both included, or nothing if there is none. */
    private static List<String> path(Map<String, Map<String, Dependency>> uses, String from, String to) {
        Map<String, String> before = new HashMap<>();
        Set<String> seen = new HashSet<>(Set.of(from));
        Deque<String> open = new ArrayDeque<>(Set.of(from));
        while (!open.isEmpty()) {
            String here = open.remove();
            if (here.equals(to)) {
                List<String> path = new ArrayList<>();
                for (String each = here; each != null; each = before.get(each)) {
                    path.add(each);
                }
                Collections.reverse(path);
                return path;
            }
            for (String next : uses.getOrDefault(here, Map.of()).keySet()) {
                if (seen.add(next)) {
                    before.put(next, here);
                    open.add(next);
                }
            }
        }
        return List.of();
    }

    private static String describe(Map<String, Map<String, Dependency>> uses, String from, List<String> back) {
        List<String> circle = new ArrayList<>(List.of(from));
        circle.addAll(back);
        return Stream.iterate(1, step -> step < circle.size(), step -> step + 1)
                .map(step ->
                        uses.get(circle.get(step - 1)).get(circle.get(step)).getDescription())
                .collect(joining("\n    ", "\n  " + String.join(" -> ", circle) + "\n    ", ""));
    }

    private static Stream<String> types(String module) {
        return Project.descendants(Project.sources(module))
                .filter(file -> file.toString().endsWith(".java"))
                .filter(file -> !NO_TYPES.contains(file.getFileName().toString()))
                .map(file -> Project.sources(module).relativize(file).toString());
    }

    private static String packageOf(String file) {
        int end = file.lastIndexOf('/');
        return end < 0 ? "" : file.substring(0, end).replace('/', '.');
    }
}
