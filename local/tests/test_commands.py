"""The command line: what is wrong is said before anything is installed or started."""
import contextlib
import io
import pathlib
import signal
import subprocess
import sys
import tempfile
import unittest
from unittest import mock

import cloud
import setup
from places import LOCAL, ROOT, Problem


def ending(*words: str) -> tuple[int | None, str]:
    """Exit code and output of reading a command line; None when it is a good one."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        try:
            cloud.read(list(words))
            return None, out.getvalue()
        except SystemExit as e:
            return e.code, out.getvalue()


class CommandLine(unittest.TestCase):
    def test_help_of_each_form_ends_with_0(self):
        for words in ([], ["help"], ["--help"], ["test", "--help"], ["deploy", "-h"]):
            code, text = ending(*words)
            self.assertEqual(code, 0, words)
            self.assertIn("usage: ./autoscaler local", text)

    def test_wrong_usage_ends_with_2(self):
        for words in (["foo"], ["deploy", "Foo=1"], ["deploy", "Mode"], ["deploy", "=x"], ["logs", "foo"],
                      ["logs", "--last", "0"], ["send"]):
            self.assertEqual(ending(*words)[0], 2, words)

    def test_an_unknown_parameter_is_told_with_the_known_ones(self):
        _, text = ending("deploy", "Mod=off")
        self.assertIn("there is no parameter Mod, did you mean Mode?", text)
        self.assertIn("QueuePulseSeconds", text)

    def test_good_ones_are_read(self):
        self.assertIsNone(ending("deploy", "Mode=observe", "ClusterName=a=b")[0])
        self.assertIsNone(ending("aws", "sqs", "list-queues", "--help")[0])

    def test_parameters_come_from_the_template(self):
        known = cloud.known_parameters(ROOT / "template.yaml")
        self.assertEqual(known[:2], ["ClusterName", "ServiceName"])
        self.assertNotIn("Type", known)
        self.assertNotIn("FirstServiceHasAPolicy", known)

    def test_without_a_cloud_nothing_is_installed(self):
        with tempfile.TemporaryDirectory() as folder, mock.patch("cloud.STATE", pathlib.Path(folder) / "no"), \
                mock.patch("setup.main", side_effect=AssertionError("installed")):
            for words in (["status"], ["deploy"], ["logs"], ["aws", "sqs", "list-queues"], ["send", "x.json"]):
                with self.assertRaisesRegex(Problem, "no local cloud is running"):
                    cloud.tools(cloud.read(words))
            with contextlib.redirect_stdout(io.StringIO()) as out:
                self.assertEqual(cloud.tools(cloud.read(["down"])), 0)
            self.assertIn("nothing was running", out.getvalue())


class Stopping(unittest.TestCase):
    def test_ctrl_c_during_an_installation_is_one_sentence_and_130(self):
        """A pip that never ends; the signal goes to the whole group, as a terminal sends it."""
        folder = self.enterContext(tempfile.TemporaryDirectory())
        script = ("import sys, signal; signal.signal(signal.SIGINT, signal.default_int_handler); sys.argv[1:] = ['setup'];"
                  f"import setup, cloud, pathlib; setup.WORK = pathlib.Path({folder!r});"
                  "pip = 'import time; print(\"begun\", flush=True); time.sleep(60)';"
                  "setup.environment = lambda name, quiet: setup.call([sys.executable, '-c', pip]);"
                  "sys.exit(cloud.main())")
        process = subprocess.Popen([sys.executable, "-B", "-c", script], cwd=LOCAL, start_new_session=True, text=True,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(process.kill)
        self.assertEqual(process.stdout.readline(), "begun\n")
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=30)
        self.assertEqual((process.returncode, told), (130, "local: stopped by you\n"))

    def test_a_tool_that_fails_is_told(self):
        with self.assertRaises(subprocess.CalledProcessError):
            setup.call([sys.executable, "-c", "raise SystemExit(3)"])

    def test_a_reader_that_has_seen_enough_is_no_error(self):
        script = ("import cloud, sys; sys.argv[1:] = ['help'];"
                  "cloud.run = lambda a: [print('x' * 1000) for _ in range(10000)] and 0;"
                  "cloud.read = lambda words: None; sys.exit(cloud.main())")
        process = subprocess.Popen([sys.executable, "-B", "-c", script], cwd=LOCAL, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE)
        process.stdout.readline()
        process.stdout.close()
        told = process.stderr.read()
        process.stderr.close()
        self.assertEqual((process.wait(30), told), (0, b""))


if __name__ == "__main__":
    unittest.main()
