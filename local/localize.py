"""template.yaml -> a template that the local cloud can run. Needs the Python of the SAM CLI.

usage: localize.py TEMPLATE RIC_FOLDER OUTPUT_FOLDER KNOWN_TYPES_FILE
Prints one line for each change. The differences to what runs on AWS are exactly these lines.
"""
import hashlib
import pathlib
import shutil
import sys
import zipfile

from samcli.yamlhelper import yaml_dump, yaml_parse

# The property is not optional: each runtime client unpacks its native library to one shared file name,
# so a second JVM would overwrite what the first has mapped, and both would crash.
BOOTSTRAP = """#!/bin/sh
case $(uname -s)-$(uname -m) in *aarch64|*arm64) arch=aarch_64 ;; *) arch=x86_64 ;; esac
client=com.amazonaws.services.lambda.runtime.api.client
exec "${LOCAL_JAVA:-java}" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto -Xmx384m \\
  --enable-native-access=ALL-UNNAMED \\
  "-D$client.runtimeapi.NativeClient.JNI=$LAMBDA_TASK_ROOT/jni/libaws-lambda-jni.linux-$arch.so" \\
  -cp "$LAMBDA_TASK_ROOT/lib/*" $client.AWSLambda "$_HANDLER"
"""
QUEUE_SECONDS = 12
GONE = object()


class Localizer:
    """One template on its way; `changes` collects what was done."""

    def __init__(self, template: dict, known: set[str]):
        self.template = template
        self.known = known
        self.dropped: set[str] = set()
        self.changes: list[str] = []

    def change(self, text: str) -> None:
        if text not in self.changes:
            self.changes.append(text)

    def drop_unknown_types(self) -> None:
        """Resources that the local cloud does not know, then every reference to them."""
        resources = self.template["Resources"]
        for name in list(resources):
            kind = resources[name]["Type"]
            if not kind.startswith(("AWS::Serverless::", "Custom::")) and kind not in self.known:
                del resources[name]
                self.dropped.add(name)
                self.change(f"{name}: dropped, {kind} is unknown here")
        if not self.dropped:
            return
        for section in ("Resources", "Outputs", "Globals"):
            if section in self.template:
                self.template[section] = self.without(self.template[section], section)
        outputs = self.template.get("Outputs", {})
        for name in [n for n, o in outputs.items() if "Value" not in o]:
            del outputs[name]

    def without(self, node, path: str):
        """The node without whatever refers to a dropped resource: list items, map values."""
        if isinstance(node, dict):
            if self.refers(node):
                self.change(f"{path}: dropped, it refers to a dropped resource")
                return GONE
            kept = {}
            for key, value in node.items():
                if key == "DependsOn":
                    value = [v for v in ([value] if isinstance(value, str) else value) if v not in self.dropped]
                    if not value:
                        continue
                value = self.without(value, f"{path}.{key}")
                if value is not GONE:
                    kept[key] = value
            return kept
        if isinstance(node, list):
            items = [self.without(v, f"{path}[{i}]") for i, v in enumerate(node)]
            return [v for v in items if v is not GONE]
        return node

    def refers(self, node: dict) -> bool:
        if len(node) != 1:
            return False
        (function, argument), = node.items()
        if function == "Ref":
            return argument in self.dropped
        if function == "Fn::GetAtt":
            return (argument if isinstance(argument, str) else argument[0]).split(".")[0] in self.dropped
        if function == "Fn::Sub":
            text = argument if isinstance(argument, str) else argument[0]
            return any(f"${{{n}}}" in text or f"${{{n}." in text for n in self.dropped)
        return False

    def functions(self, source: pathlib.Path, ric: pathlib.Path, out: pathlib.Path) -> None:
        """Managed Java runtime -> a folder with bootstrap, jar and runtime client."""
        shared = {"Globals.Function": self.template.get("Globals", {}).get("Function", {})}
        own = {n: r["Properties"] for n, r in self.template["Resources"].items()
               if r["Type"] == "AWS::Serverless::Function"}
        for name, holder in {**shared, **own}.items():
            if str(holder.get("Runtime", "")).startswith("java"):
                self.change(f"{name}: Runtime {holder['Runtime']} -> provided.al2023 with a bootstrap and the runtime client")
                holder["Runtime"] = "provided.al2023"
            if holder.pop("SnapStart", None):
                self.change(f"{name}: SnapStart removed, provided.al2023 has none")
            if "CodeUri" in holder:
                folder = self.code_folder(source.parent / holder["CodeUri"], ric, out)
                self.change(f"{name}: CodeUri {holder['CodeUri']} -> {folder.name}/")
                holder["CodeUri"] = folder.name

    def code_folder(self, jar: pathlib.Path, ric: pathlib.Path, out: pathlib.Path) -> pathlib.Path:
        if not jar.is_file():
            sys.exit(f"{jar} is missing")
        folder = out / ("code-" + hashlib.sha256(str(jar).encode()).hexdigest()[:8])
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "lib").mkdir(parents=True)
        (folder / "bootstrap").write_text(BOOTSTRAP)
        (folder / "bootstrap").chmod(0o755)
        for file in [jar, *sorted(ric.glob("*.jar"))]:
            shutil.copy2(file, folder / "lib")
        client = next(ric.glob("*runtime-interface-client*.jar"))
        with zipfile.ZipFile(client) as z:
            z.extractall(folder, [n for n in z.namelist() if n.startswith("jni/") and n.endswith(".so") and "musl" not in n])
        return folder

    def queues(self) -> None:
        """A message that failed comes back after a few seconds, so that a dead-letter queue can be watched."""
        for name, resource in self.template["Resources"].items():
            properties = resource.get("Properties", {})
            if resource["Type"] == "AWS::SQS::Queue" and "RedrivePolicy" in properties:
                old = properties.get("VisibilityTimeout", 30)
                properties["VisibilityTimeout"] = QUEUE_SECONDS
                self.change(f"{name}: VisibilityTimeout {old} -> {QUEUE_SECONDS} s, to see dead letters sooner")
        for name, resource in self.template["Resources"].items():
            if resource["Type"] == "AWS::DynamoDB::Table" and "TimeToLiveSpecification" in resource.get("Properties", {}):
                self.change(f"{name}: TimeToLiveSpecification is ignored here, it is set after the deployment")

    def names(self) -> None:
        """Retained resources would survive the stack; here nothing has to."""
        for name, resource in self.template["Resources"].items():
            for key in ("DeletionPolicy", "UpdateReplacePolicy"):
                if resource.get(key) == "Retain":
                    resource[key] = "Delete"
                    self.change(f"{name}: {key} Retain -> Delete")


def main() -> None:
    source, ric, out = (pathlib.Path(a) for a in sys.argv[1:4])
    known = set(pathlib.Path(sys.argv[4]).read_text().split())
    localizer = Localizer(yaml_parse(source.read_text()), known)
    localizer.drop_unknown_types()
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    localizer.functions(source, ric, out)
    localizer.queues()
    localizer.names()
    (out / "template.yaml").write_text(yaml_dump(localizer.template))
    for line in localizer.changes:
        print("  local only:", line)


if __name__ == "__main__":
    main()
