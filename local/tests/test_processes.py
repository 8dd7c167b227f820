"""Stopping: what `down` says is stopped is gone."""
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import unittest
from unittest import mock

import server
from places import Problem

STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1, flush=True); time.sleep(60)"


class Down(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.state = self.folder / "state.json"
        for name in ("server.STATE", "aws.STATE"):
            self.enterContext(mock.patch(name, self.state))
        self.enterContext(mock.patch("server.TEMPORARY", self.folder / "tmp"))
        self.enterContext(mock.patch("server.GRACE_SECONDS", 0.2))

    def begin(self, code: str, mark: str) -> subprocess.Popen:
        process = subprocess.Popen([sys.executable, "-c", code], env={**os.environ, server.MARK: mark},
                                   stdout=subprocess.PIPE)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        process.stdout.readline()
        return process

    def test_a_process_that_ignores_term_is_gone_when_down_returns(self):
        mark = f"test-{os.getpid()}-a"
        process = self.begin(STUBBORN, mark)
        self.state.write_text(json.dumps({"port": 1, "run": mark, "server": process.pid}))
        self.assertTrue(server.down())
        self.assertEqual(server.marked(mark), [])
        self.assertFalse(self.state.exists())

    def test_an_orphan_that_only_carries_the_mark_is_found(self):
        """As when `up` was interrupted between the start of a process and the note of its number."""
        mark = f"test-{os.getpid()}-b"
        self.begin(STUBBORN, mark)
        self.state.write_text(json.dumps({"port": 1, "run": mark}))
        self.assertTrue(server.down())
        self.assertEqual(server.marked(mark), [])

    def test_a_foreign_process_with_the_number_is_left_alone(self):
        process = self.begin(STUBBORN, "another-run")
        self.state.write_text(json.dumps({"port": 1, "run": "mine", "server": process.pid}))
        server.down()
        self.assertIsNone(process.poll())

    def test_what_does_not_end_is_told_and_can_be_tried_again(self):
        mark = f"test-{os.getpid()}-c"
        process = self.begin(STUBBORN, mark)
        self.state.write_text(json.dumps({"port": 1, "run": mark, "server": process.pid}))
        with mock.patch("server.stop", lambda pid, how: None), mock.patch("server.KILL_SECONDS", 0.2), \
                self.assertRaisesRegex(Problem, str(process.pid)):
            server.down()
        self.assertTrue(self.state.exists())

    def test_an_interrupted_start_leaves_nothing(self):
        def begin(values):
            values["server"] = self.begin(STUBBORN, values["run"]).pid
            marks.append(values["run"])
            raise KeyboardInterrupt
        marks: list[str] = []
        with mock.patch("server.begin", begin), mock.patch("server.LOGS", self.folder / "logs"), \
                mock.patch("server.CALLS", self.folder / "logs" / "calls"), self.assertRaises(KeyboardInterrupt):
            server.up()
        self.assertEqual(server.marked(marks[0]), [])
        self.assertFalse(self.state.exists())


@unittest.skipUnless(pathlib.Path("/proc/self/environ").exists(), "needs /proc")
class Marks(unittest.TestCase):
    def test_only_the_whole_value_counts(self):
        with subprocess.Popen([sys.executable, "-c", STUBBORN], env={**os.environ, server.MARK: "abcd"},
                              stdout=subprocess.PIPE) as process:
            process.stdout.readline()
            try:
                self.assertIn(process.pid, server.marked("abcd"))
                self.assertNotIn(process.pid, server.marked("abc"))
            finally:
                process.send_signal(signal.SIGKILL)


if __name__ == "__main__":
    unittest.main()
