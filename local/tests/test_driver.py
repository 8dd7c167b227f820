"""Events as AWS writes them."""
import unittest

import driver

TASK = {"taskArn": "arn:t", "lastStatus": "STOPPED", "stopCode": "UserInitiated", "startedBy": "ecs-svc/1"}


class Stops(unittest.TestCase):
    def event(self, **more) -> dict:
        (_, kind, detail, arn), = driver.task_events({}, {"arn:t": {**TASK, **more}})
        self.assertEqual((kind, arn), ("ECS Task State Change", "arn:t"))
        return detail

    def test_a_scale_in_is_the_services_own_stop(self):
        detail = self.event(stoppedReason="Service scaling down")
        self.assertEqual(detail["stopCode"], "ServiceSchedulerInitiated")
        self.assertEqual(detail["stoppedReason"], "Scaling activity initiated by (deployment ecs-svc/1)")

    def test_a_stop_by_a_person_stays_one(self):
        self.assertEqual(self.event(stoppedReason="Task stopped by user")["stopCode"], "UserInitiated")

    def test_nothing_new_is_no_event(self):
        self.assertEqual(list(driver.task_events({"arn:t": TASK}, {"arn:t": TASK})), [])


if __name__ == "__main__":
    unittest.main()
