"""Whether target/bom.json (CycloneDX, written by `./mvnw package`) names what is shipped: every class of the functions' jars
and of the command line belongs to a component of it, and each component has version, purl and licence."""
import json
import pathlib
import sys
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
OURS = "io/fargateautoscaler/"
SDK = "software/amazon/awssdk/"
# Folders of classes, and the component that they come from; the longest that fits counts. A library that is new in a jar
# needs a line here.
HOMES = {
    "com/amazonaws/services/lambda/runtime/": "com.amazonaws:aws-lambda-java-core",
    "com/fasterxml/jackson/annotation/": "com.fasterxml.jackson.core:jackson-annotations",
    "com/fasterxml/jackson/core/": "com.fasterxml.jackson.core:jackson-core",
    "com/fasterxml/jackson/databind/": "com.fasterxml.jackson.core:jackson-databind",
    "com/fasterxml/jackson/dataformat/yaml/": "com.fasterxml.jackson.dataformat:jackson-dataformat-yaml",
    "gg/jte/": "gg.jte:jte-runtime",
    "org/jspecify/": "org.jspecify:jspecify",
    "org/reactivestreams/": "org.reactivestreams:reactive-streams",
    "org/slf4j/": "org.slf4j:slf4j-api",
    "org/slf4j/simple/": "org.slf4j:slf4j-simple",
    "org/yaml/snakeyaml/": "org.yaml:snakeyaml",
    "picocli/": "info.picocli:picocli",
    "software/amazon/eventstream/": "software.amazon.eventstream:eventstream",
    SDK: "software.amazon.awssdk:sdk-core",
}


def component(entry: str) -> str:
    """The component of a class file; the name of its folder if no rule knows it."""
    if entry.startswith("META-INF/versions/"):
        entry = entry.split("/", 3)[3]
    if entry.startswith(SDK + "services/"):
        return "software.amazon.awssdk:" + entry.split("/")[4]
    fitting = [home for home in HOMES if entry.startswith(home)]
    return HOMES[max(fitting, key=len)] if fitting else entry.rsplit("/", 1)[0]


def shipped(jar: pathlib.Path) -> set[str]:
    """The components whose classes are in a jar, without our own modules and what describes modules."""
    with zipfile.ZipFile(jar) as archive:
        names = [n for n in archive.namelist() if n.endswith(".class") and not n.endswith("module-info.class")]
    return {component(n) for n in names if not n.startswith(OURS)}


def main() -> int:
    """1 when the list is not there or not complete."""
    file = ROOT / "target" / "bom.json"
    jars = sorted(ROOT.glob("functions/*/target/*-lambda.jar")) + [ROOT / "cli" / "target" / "autoscaler.jar"]
    missing = [f for f in [file, *jars] if not f.is_file()]
    if missing or len(jars) < 4:
        print(f"sbom_check: run ./mvnw package first; not there: {', '.join(map(str, missing)) or 'a function'}", file=sys.stderr)
        return 1
    bom = json.loads(file.read_text())
    known = {f"{c.get('group', '')}:{c['name']}": c for c in bom["components"]}
    bad = []
    for jar in jars:
        bad += [f"{jar.name} holds {name}, which target/bom.json does not name" for name in sorted(shipped(jar) - set(known))]
    for name, each in known.items():
        lacks = [key for key in ("version", "purl") if not each.get(key)]
        # The Apache licence of our own modules stands in the root.
        if not each.get("licenses") and not name.startswith("io.fargateautoscaler:"):
            lacks.append("licences")
        bad += [f"{name} has no {key}" for key in lacks]
    for line in bad:
        print(f"sbom_check: {line}", file=sys.stderr)
    print(f"target/bom.json: {len(known)} components, {len(jars)} jars, {len(bad)} findings")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
