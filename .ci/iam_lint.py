"""Lints the policies of template.yaml and of docs/iam with parliament. Any finding that iam-exceptions.json has no reason
for fails, and so does an exception that nothing needs any more.

The template is rendered twice, with every condition false and with every condition true, so that no branch is left out.
"""
import json
import pathlib
import re
import sys
import warnings

import yaml

warnings.filterwarnings("ignore", message="pkg_resources is deprecated")
import parliament  # noqa: E402  (it warns while it is imported)

ROOT = pathlib.Path(__file__).resolve().parent.parent
EXCEPTIONS = pathlib.Path(__file__).with_name("iam-exceptions.json")
PSEUDO = {"AWS::Partition": "aws", "AWS::Region": "eu-west-1", "AWS::AccountId": "111122223333",
          "AWS::StackName": "fargate-autoscaler", "AWS::URLSuffix": "amazonaws.com"}
GIVEN = {"ClusterName": "shop", "ServiceName": "web", "QueueName": "jobs", "ManagedTag": "scaling=managed",
         "MoreClusterArns": ["arn:aws:ecs:eu-west-1:111122223333:cluster/more"],
         "KmsKeyArn": "arn:aws:kms:eu-west-1:111122223333:key/0123"}
HERE = "eu-west-1:111122223333"
ARNS = {"AWS::DynamoDB::Table": f"arn:aws:dynamodb:{HERE}:table/NAME", "AWS::SQS::Queue": f"arn:aws:sqs:{HERE}:NAME",
        "AWS::SNS::Topic": f"arn:aws:sns:{HERE}:NAME", "AWS::Logs::LogGroup": f"arn:aws:logs:{HERE}:log-group:NAME:*",
        "AWS::Events::Rule": f"arn:aws:events:{HERE}:rule/NAME",
        "AWS::Serverless::Function": f"arn:aws:lambda:{HERE}:function:NAME"}
PLACEHOLDERS = {"REGION": "eu-west-1", "ACCOUNT": "111122223333", "CLUSTER": "shop", "STACK": "fargate-autoscaler"}


class Tags(yaml.SafeLoader):
    """Reads `!Ref X` as {Ref: X} and `!Sub x` as {Fn::Sub: x}."""


def function(loader: Tags, tag: str, node: yaml.Node) -> dict:
    """One short form as its long form."""
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        value = loader.construct_mapping(node, deep=True)
    return {tag if tag in ("Ref", "Condition") else f"Fn::{tag}": value}


Tags.add_multi_constructor("!", function)


class Renderer:
    """Values of the template's functions for one answer to all conditions."""

    def __init__(self, template: dict, conditions: bool):
        self.template, self.conditions = template, conditions

    def render(self, node):
        """The node without functions."""
        if isinstance(node, list):
            return [self.render(n) for n in node]
        if not isinstance(node, dict):
            return node
        if len(node) == 1:
            name, value = next(iter(node.items()))
            known = {"Ref": self.ref, "Fn::GetAtt": self.attribute, "Fn::Sub": self.sub, "Fn::If": self.choose,
                     "Fn::Join": self.join, "Fn::Split": self.split, "Fn::Select": self.select}.get(name)
            if known:
                return known(value)
            if name.startswith("Fn::"):
                raise SystemExit(f"iam_lint: {name} in a policy is not known here")
        return {k: self.render(v) for k, v in node.items()}

    def ref(self, name: str):
        resource = self.template["Resources"].get(name)
        if resource:
            arn = self.attribute(f"{name}.Arn")
            return arn if resource["Type"] == "AWS::SNS::Topic" else f"fargate-autoscaler-{name}"
        if name in GIVEN or name in PSEUDO:
            return GIVEN.get(name, PSEUDO.get(name))
        return self.template["Parameters"][name].get("Default", "")

    def attribute(self, path) -> str:
        name, attribute = path.split(".") if isinstance(path, str) else path
        if attribute != "Arn":
            raise SystemExit(f"iam_lint: {name}.{attribute} in a policy is not known here")
        arn = ARNS[self.template["Resources"][name]["Type"]]
        return arn.replace("NAME", f"fargate-autoscaler-{name}")

    def sub(self, value) -> str:
        text, more = value if isinstance(value, list) else (value, {})
        more = {k: self.render(v) for k, v in more.items()}

        def one(match: re.Match) -> str:
            name = match[1]
            return more[name] if name in more else self.attribute(name) if "." in name else self.ref(name)
        return re.sub(r"\$\{([^}!]+)}", one, text)

    def choose(self, value):
        return self.render(value[1 if self.conditions else 2])

    def join(self, value) -> str:
        return value[0].join(self.render(value[1]))

    def split(self, value) -> list[str]:
        return self.render(value[1]).split(value[0])

    def select(self, value):
        return self.render(value[1])[int(value[0])]


def of_template(template: dict, conditions: bool) -> dict[str, dict]:
    """Every policy document below Resources, by the path where it stands. Trust and resource policies name principals,
    which parliament does not read; those are tested in Java."""
    found = {}
    renderer = Renderer(template, conditions)
    for name, resource in template["Resources"].items():
        properties = resource.get("Properties", {})
        for policy in properties.get("Policies", []) if resource["Type"] == "AWS::IAM::Role" else []:
            found[f"{name}/{policy['PolicyName']}"] = renderer.render(policy["PolicyDocument"])
        if resource["Type"] == "AWS::IAM::ManagedPolicy":
            document = renderer.render(properties["PolicyDocument"])
            found[name] = json.loads(document) if isinstance(document, str) else document
    return found


def of_operators() -> dict[str, dict]:
    """The documents in docs/iam with values in place of their placeholders."""
    found = {}
    for file in sorted((ROOT / "docs" / "iam").glob("*.json")):
        text = file.read_text()
        for word, value in PLACEHOLDERS.items():
            text = re.sub(rf"\b{word}\b", value, text)
        found[f"docs/iam/{file.name}"] = json.loads(text)
    return found


def findings(where: str, document: dict) -> list[dict]:
    """What parliament says of one document, a statement at a time, so that each finding names its statement."""
    found = []
    for statement in document["Statement"]:
        single = json.dumps({"Version": document["Version"], "Statement": [statement]})
        for each in parliament.analyze_policy_string(single, include_community_auditors=False).findings:
            found.append({"policy": where, "statement": statement.get("Sid", ""), "issue": each.issue,
                          "detail": f"{each.detail}"})
    return found


def main() -> int:
    """0 without findings but those that are excepted."""
    text = (ROOT / "template.yaml").read_text()
    template = yaml.load(text, Tags)  # noqa: S506  (a SafeLoader)
    documents = [*of_operators().items(), *of_template(template, False).items(), *of_template(template, True).items()]
    if len(documents) < 8:
        print(f"iam_lint: only {len(documents)} policies found, something is not looked at", file=sys.stderr)
        return 1
    exceptions = json.loads(EXCEPTIONS.read_text())
    used, bad = set(), []
    for where, document in documents:
        for finding in findings(where, document):
            reasons = [i for i, e in enumerate(exceptions) if where in e["policies"]
                       and all(finding[k] == e[k] for k in ("statement", "issue", "detail"))]
            used.update(reasons)
            if not reasons and finding not in bad:
                bad.append(finding)
    for finding in bad:
        print("{policy}, {statement}: {issue} {detail}".format(**finding), file=sys.stderr)
    for i, exception in enumerate(exceptions):
        if i not in used or not exception.get("reason"):
            print(f"exception {i + 1} of {EXCEPTIONS.name} is needed no more, or says no reason", file=sys.stderr)
            bad.append(exception)
    print(f"{len(documents)} policies, {len(bad)} findings, {len(exceptions)} exceptions")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
