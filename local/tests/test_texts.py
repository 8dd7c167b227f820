"""What is shown and what is left out."""
import argparse
import contextlib
import io
import unittest
from unittest import mock

import show
import stack
from checks import runner, scaling
from places import Problem


class LogLines(unittest.TestCase):
    def test_lambdas_own_lines_and_metrics_are_left_out(self):
        for line in ("START RequestId: 1 Version: $LATEST", "END RequestId: 1", "REPORT RequestId: 1 Duration: 2 ms",
                     "INIT_START Runtime Version: java:25", '{"_aws":{"Timestamp":1},"Verdicts":3}'):
            self.assertFalse(show.ours(line), line)

    def test_decisions_and_stack_traces_stay(self):
        for line in ('{"service":"shop/web","decision":{"hold":"ON_TARGET"}}', "java.lang.IllegalStateException: x",
                     "\tat io.fargateautoscaler", "END of the queue"):
            self.assertTrue(show.ours(line), line)

    def test_last_are_the_newest_of_all_functions(self):
        found = {"reconciler": [(1, "a"), (4, "d")], "task-events": [(3, "c")], "policy-sync": [(2, "b")]}
        out = io.StringIO()
        with mock.patch("show.deployed", return_value="fa"), mock.patch("show.aws.current"), \
                mock.patch("show.entries", lambda cloud, outputs, short: found[short]), contextlib.redirect_stdout(out):
            show.logs(None, False, 2)
        self.assertEqual(out.getvalue(), "task-events: c\nreconciler: d\n")


class Notices(unittest.TestCase):
    def test_below_a_subject_that_was_cut_stands_the_whole_reason(self):
        body = {"Subject": "[shop/worker] 0 -> 6 tasks: wake up...",
                "Message": '{"lines": ["Scaled out.", "wake up: 1000 messages wait\\u001b[31m", "policies: …"]}'}
        self.assertEqual(show.texts_of(body), [body["Subject"], "wake up: 1000 messages wait?[31m"])

    def test_a_whole_subject_stands_alone(self):
        self.assertEqual(show.texts_of({"Subject": "whole", "Message": '{"lines": ["a", "b"]}'}), ["whole"])

    def test_a_message_of_another_form(self):
        self.assertEqual(show.texts_of({"Message": "plain\nmore"}), ["plain"])


class BeforeADeployment(unittest.TestCase):
    def test_send_and_logs_say_that_nobody_would_answer(self):
        with mock.patch("show.aws.state", return_value={"port": 1, "stack": None}):
            for command in (lambda: show.send("x.json", None), lambda: show.send("x.json", "work"),
                            lambda: show.logs(None, False, None)):
                with self.assertRaisesRegex(Problem, "nothing is deployed yet"):
                    command()

    def test_the_aws_command_cannot_be_sent_elsewhere(self):
        with mock.patch("show.aws.state", return_value={"endpoint": "http://127.0.0.1:1"}), \
                mock.patch("os.execve") as become:
            for word in ("--endpoint-url=https://sqs.us-east-1.amazonaws.com", "--profile"):
                with self.assertRaises(Problem):
                    show.aws_cli(["sqs", "list-queues", word])
            become.assert_not_called()
            with mock.patch.dict("os.environ", {"AWS_PROFILE": "work", "AWS_SESSION_TOKEN": "x"}):
                show.aws_cli(["sqs", "list-queues"])
        _, command, environment = become.call_args[0]
        self.assertEqual(command[1:], ["--endpoint-url", "http://127.0.0.1:1", "sqs", "list-queues"])
        self.assertNotIn("AWS_PROFILE", environment)
        self.assertNotIn("AWS_SESSION_TOKEN", environment)


class Progress(unittest.TestCase):
    def test_the_line_by_which_maven_begins_a_module(self):
        self.assertEqual(stack.module_of("[INFO] Building Fargate Autoscaler 0.1.0                    [1/13]\n"),
                         "[1/13] Fargate Autoscaler")

    def test_other_lines(self):
        for line in ("[INFO] Building jar: /x/core.jar", "[INFO] BUILD SUCCESS", "[INFO]   from pom.xml", ""):
            self.assertIsNone(stack.module_of(line), line)


class Choice(unittest.TestCase):
    def names(self, **words) -> list[str]:
        return [n for n, _ in runner.choose(argparse.Namespace(**{"only": None, "keep": False, **words}))]

    def test_the_first_check_always_runs(self):
        self.assertEqual(self.names(only="maximum"), ["policies come into force", "the maximum holds"])

    def test_no_such_word(self):
        self.assertEqual(self.names(only="no such check"), [])

    def test_all_once_in_their_order_and_no_delete_when_kept(self):
        self.assertEqual(self.names(), [n for n, _ in runner.CHECKS])
        self.assertIs(runner.CHECKS[0][1], scaling.policies_in_force)
        self.assertEqual(len(self.names(keep=True)), len(runner.CHECKS) - 1)


if __name__ == "__main__":
    unittest.main()
