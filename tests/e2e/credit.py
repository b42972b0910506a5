#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The credit and validity of the service's own SIM card: asked, understood, shown, told once."""
import signal

from harness import House, run_tests, wait_until

ADMIN = "081298769901"
ASKING = ["modems.[0].credit_ussd=*888#", "modems.[0].credit_low=30000",
          f"village.admin_phone={ADMIN}"]


def row(house):
    return house.surat_json("modem")[0]


def dialled(house):
    with open(house.ledger, encoding="utf-8") as ledger:
        return [line.split(" ", 1)[1].strip() for line in ledger if line.startswith("U ")]


def alarms(house):
    return [r for r in house.surat_json("outbox") if r["phrase"] == "K07"]


def test_surat_ussd_prints_what_the_operator_says(build):
    with House(build) as house:
        answer = house.surat("ussd", "*888#")
        assert answer.stdout == "Sisa pulsa Rp 25.000, berlaku s/d 31/12/2027\n", answer.stdout
        assert dialled(house) == ["*888#"], dialled(house)
        control = house.control()
        control.ask(r"fault balance Menu\n1. Pulsa\n2. \x1b[31mInfo")
        lines = house.surat("ussd", "*123#", "a").stdout.splitlines()
        assert lines[:2] == ["Menu", "1. Pulsa"], lines
        assert "\x1b" not in lines[2], lines
        for wrong in (["888"], ["*888#", "b"], ["*888#;"]):
            result = house.surat("ussd", *wrong, check=False)
            assert result.returncode == 1 and result.stderr, (wrong, result)
        control.ask(r"fault answer 3 AT+CUSD=1 \r\n+CME ERROR: 30\r\n")
        result = house.surat("ussd", "*888#", check=False)
        assert result.returncode == 1 and "menolak" in result.stderr, result
        house.kill_daemon(signal.SIGTERM)
        result = house.surat("ussd", "*888#", check=False)
        assert result.returncode == 1 and "tidak berjalan" in result.stderr, result
        assert dialled(house) == ["*888#", "*123#"], dialled(house)


def test_the_credit_is_asked_on_time_and_the_admin_told_once(build):
    with House(build, options=ASKING) as house:
        control = house.control()
        control.ask(f"watch {ADMIN}")
        house.ring_until(lambda: row(house)["credit_rupiah"] == 25000, 40, "the credit")
        assert row(house)["active_until"] == "2027-12-31", row(house)
        assert row(house)["credit_at"] > 0, row(house)
        sms = control.next_sms(20)
        assert sms and "Rp25.000" in sms[2] and "31-12-2027" in sms[2], sms
        shown = house.surat("modem").stdout
        assert "Rp 25.000, aktif s/d 31-12-2027" in shown, shown
        # Not again: neither the question nor the alarm, after a restart either.
        house.kill_daemon(signal.SIGKILL)
        house.start_daemon()
        house.surat("ussd", "*888#")
        house.ring_for(3)
        assert len(alarms(house)) == 1, alarms(house)
        assert len(dialled(house)) == 2, dialled(house)


def test_refused_texts_lead_to_the_question(build):
    with House(build, options=ASKING) as house:
        control = house.control()
        house.ring_until(lambda: len(dialled(house)) == 1, 40, "the first question")
        wait_until(lambda: len(alarms(house)) == 1, 10, "the alarm")
        control.ask("fault balance Sisa pulsa Anda Rp 0, aktif s/d 31/12/2027")
        control.ask("fault refuse-send 38")
        house.ring_for(2)  # the store counts in seconds: refused after the first question
        for n in range(4):
            control.ask(f"sms 08123456992{n} info")
        house.ring_until(lambda: row(house)["credit_rupiah"] == 0, 40, "the second question")
        assert row(house)["state"] == "no-credit", row(house)
        house.ring_for(3)
        assert len(dialled(house)) == 2, dialled(house)


def test_a_notice_of_the_operator_is_understood(build):
    with House(build, options=ASKING[1:]) as house:
        control = house.control()
        control.ask("sms BANK Saldo Anda Rp 1.000")
        control.ask("sms 081234569901 Sisa pulsa Anda Rp 2.000")
        control.ask("sms TELKOMSEL Sisa pulsa Anda Rp 50.000, aktif s/d 28/12/2030")
        wait_until(lambda: row(house)["credit_rupiah"] == 50000, 10, "the notice")
        assert alarms(house) == []
        control.ask("sms 888 Masa aktif kartu Anda berakhir 29/12/2030")
        wait_until(lambda: row(house)["active_until"] == "2030-12-29", 10, "its date")
        assert row(house)["credit_rupiah"] == 50000, row(house)
        control.ask("ussd 0 Sisa pulsa Anda Rp 500")
        wait_until(lambda: len(alarms(house)) == 1, 10, "the alarm")
        assert "Rp500," in alarms(house)[0]["text"], alarms(house)
        assert dialled(house) == [], dialled(house)


def test_what_is_not_understood_is_shown_as_it_came(build):
    with House(build, options=ASKING) as house:
        house.control().ask("fault balance Nikmati promo pulsa Rp 99.000!")
        house.ring_until(lambda: row(house)["credit_at"] is not None, 40, "an answer")
        assert row(house)["credit_rupiah"] is None, row(house)
        assert row(house)["active_until"] is None, row(house)
        assert row(house)["credit"] == "Nikmati promo pulsa Rp 99.000!", row(house)
        assert "jawaban tidak dikenali" in house.surat("modem").stdout
        assert alarms(house) == []


def test_no_resident_reaches_it(build):
    with House(build) as house:
        control = house.control()
        for text in ("*888#", "ussd *888#", "AT+CUSD=1,\\\"*888#\\\",15"):
            control.ask(f"sms 081234569902 {text}")
        wait_until(lambda: len(house.surat_json("inbox")) == 3, 20, "three texts")
        house.ring_for(1)
        assert dialled(house) == [], dialled(house)


def test_messages_are_answered_while_the_operator_thinks(build):
    with House(build, options=ASKING, hurry=6) as house:
        control = house.control()
        control.ask("watch 081234569903")
        control.ask(r"fault answer always AT+CUSD=1 \r\nOK\r\n")
        control.ask("sms 081234569904 info")
        wait_until(lambda: len(house.surat_json("inbox")) == 1, 20, "a text")
        # The question goes out after half a minute of quiet (here 5 s), and is never answered.
        house.ring_until(lambda: "F answer AT+CUSD=1" in open(house.ledger, encoding="utf-8").read(), 60,
                         "the question")
        control.ask("sms 081234569903 info")
        assert control.next_sms(5) is not None, "no reply within 5 s"
        assert row(house)["credit_at"] is None


if __name__ == "__main__":
    run_tests([test_surat_ussd_prints_what_the_operator_says,
               test_the_credit_is_asked_on_time_and_the_admin_told_once,
               test_refused_texts_lead_to_the_question,
               test_a_notice_of_the_operator_is_understood,
               test_what_is_not_understood_is_shown_as_it_came,
               test_no_resident_reaches_it,
               test_messages_are_answered_while_the_operator_thinks])
