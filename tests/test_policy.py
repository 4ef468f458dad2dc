"""The Content-Security-Policy: hashes of inline scripts, and no way around them."""

import base64
import hashlib

from timeline.pages.policy import inline_scripts, policy

PAGE = (
    "<script>one()</script><script src='a.js'></script>"
    '<script type="application/ld+json">{"a": 1}</script>'
    "<script type='module'>two(a && b)</script><script></script>"
)


def test_only_inline_scripts_that_run_are_hashed() -> None:
    assert inline_scripts(PAGE) == {"one()", "two(a && b)", ""}


def test_a_policy_names_each_script_and_allows_nothing_else_inline() -> None:
    said = policy({"one()"})
    expected = base64.b64encode(hashlib.sha256(b"one()").digest()).decode()

    assert f"script-src 'self' 'sha256-{expected}';" in said
    assert "unsafe" not in said
    assert "default-src 'none'" in said
    assert policy({"a", "b"}) == policy({"b", "a"})
