"""The files that pip installs from are complete: every package with one version and its hashes, from no named place."""
import re
import unittest

from places import ROOT

PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*])?==([^ ;]+)")
FILES = sorted([*ROOT.glob("local/requirements-*.in"), *ROOT.glob(".ci/requirements-*.in")])


def pins(text: str) -> dict[str, str]:
    """Versions by normalized name."""
    found = [PIN.match(line) for line in text.splitlines()]
    return {re.sub(r"[-_.]+", "-", m[1]).lower(): m[2] for m in found if m}


class Requirements(unittest.TestCase):
    def test_each_wish_is_locked(self):
        """What a person edits and what pip reads say the same versions."""
        self.assertGreaterEqual(len(FILES), 6)
        for file in FILES:
            with self.subTest(file.name):
                wanted = pins(file.read_text())
                locked = pins(file.with_suffix(".txt").read_text())
                self.assertTrue(wanted)
                self.assertEqual(wanted, {n: locked.get(n) for n in wanted}, "run .ci/lock-requirements")

    def test_everything_has_hashes(self):
        """A package without one would be taken from anybody; an option could name another index."""
        for file in FILES:
            lines = file.with_suffix(".txt").read_text().replace("\\\n", " ").splitlines()
            for line in (each for each in lines if each and not each.startswith("#")):
                with self.subTest(f"{file.stem}: {line[:60]}"):
                    self.assertRegex(line, PIN)
                    self.assertRegex(line, r"--hash=sha256:[0-9a-f]{64}( |$)")
                    self.assertNotIn("://", line)


if __name__ == "__main__":
    unittest.main()
