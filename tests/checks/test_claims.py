from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.claims import Statement, entry_claim, statements
from checks.model import Artifact, Claim, Kind, Mention, Place, Target

R = "https://github.com/acme/redfox"
P = "https://redfox.example.org"
SAID_ON = date(2026, 4, 20)


def claims(sentence):
    return [(one.claim, one.artifact) for one in statements(sentence, SAID_ON)]


RELEASED = [
    (f"Our code is available at {R}.", Artifact.CODE),
    (f"Code: {R}", Artifact.CODE),
    (f"Project page: {P}", Artifact.PROJECT),
    (f"Vol. 1 [code]: {R}", Artifact.CODE),
    (f"Code: redfox: {R}", Artifact.CODE),
    (f"Code and models are on GitHub: {R}.", Artifact.CODE),
    (f"RedFox is available at {R}.", Artifact.UNKNOWN),
    (f"The data set has been released at {P}.", Artifact.DATA),
    (f"We also open-source our simulator. {R}", Artifact.CODE),
    (f"Visit {P} for the code and the data sets.", Artifact.CODE),
    (f"Our resources can be found at {P}.", Artifact.UNKNOWN),
    (f"We also maintain a repository of papers on foxes at {R}.", Artifact.CODE),
    (f"Our weights are at \\url{{{R}}}.", Artifact.MODEL),
    ("We release the lexicon.", Artifact.DATA),
    ("We make all our annotations publicly available.", Artifact.DATA),
    ("Our code is publicly available.", Artifact.CODE),
    ("We contribute FoxBench and open-source it.", Artifact.DATA),
    (f"The suite is open source and can be installed from {R}.", Artifact.UNKNOWN),
    (f"Please see {P} for video results.", Artifact.PROJECT),
    ("It is available under the MIT open source license.", Artifact.UNKNOWN),
    (f"代码已开源：{R}", Artifact.CODE),  # noqa: RUF001 - a Chinese mark
    (f"项目主页：{P}", Artifact.PROJECT),  # noqa: RUF001 - the same
]
PROMISED = [
    (f"Code will be released at {R}.", Artifact.CODE),
    (f"FoxErrorSet will be published soon on \\url{{{R}}}.", Artifact.DATA),
    ("We will open-source our code.", Artifact.CODE),
    ("Our implementation will soon be made fully and publicly availble.", Artifact.CODE),
    ("We plan to release the models.", Artifact.MODEL),
    ("Code available upon publication.", Artifact.CODE),
    ("Code: coming soon.", Artifact.CODE),
    ("Code (not released yet)", Artifact.CODE),
    ("Code: TBA", Artifact.CODE),
    ("The code is being prepared for open-sourcing.", Artifact.CODE),
    ("The planned release of the corpus follows.", Artifact.DATA),
    ("The annotations are not yet public.", Artifact.DATA),
    ("Our code would be available to the public.", Artifact.CODE),
    (f"Code is in the supplement and will be public on acceptance: {R}", Artifact.CODE),
    (f"The code is available at {R} and will be released upon acceptance.", Artifact.CODE),
    ("Training code will follow.", Artifact.CODE),
    ("Code to follow.", Artifact.CODE),
    ("Weights will be out soon.", Artifact.MODEL),
    ("% Code to be opened.", Artifact.CODE),
    ("Code and models: to be announced.", Artifact.CODE),
    ("We are preparing the code for release.", Artifact.CODE),
    ("A public release of the model is planned for spring 2027.", Artifact.MODEL),
    ("The annotations will be open to the research community.", Artifact.DATA),
    ("Datasets, code, and trained models will all be put online.", Artifact.CODE),
    ("We are going to publish our implementation.", Artifact.CODE),
    ("代码即将开源。", Artifact.CODE),
    ("论文接收后公开数据集。", Artifact.DATA),
]
ON_REQUEST = [
    ("The data are available upon reasonable request.", Artifact.DATA),
    ("Please contact the authors for the code.", Artifact.CODE),
    ("The data set will be available on request.", Artifact.DATA),
]
NONE = [
    f"Our project website is {P}",
    f"We build on RedFox ({R}).",
    "We use publicly available corpora.",
    "LLMs are released in two versions.",
    "We compare with open-source models.",
    "The signals are often not publicly available.",
    "The recently released FoxLLM struggles.",
    "Labels are not available at test time.",
    "When depth is available, the model uses it.",
    "Rewards will be available only after the episode.",
    "A new object map will be created.",
    "The pollen will be released in spring.",
    "The grasped object is released.",
    "The model is trained to follow instructions.",
    "The tool will be available to robots at run time.",
    "Future work will provide a theoretical analysis.",
    "The data cannot be shared.",
    "The code will not be released.",
    "Code is included in the supplementary material.",
    "Our results will be published elsewhere.",
    "We study code generation on public benchmarks.",
    "They share data with the server.",
    "The agent will be provided with a map of the environment.",
    "We use the publicly released weights of FoxLM.",
]


@pytest.mark.parametrize(("sentence", "artifact"), RELEASED)
def test_the_present_tense_releases(sentence, artifact):
    assert claims(sentence) == [(Claim.RELEASED, artifact)]


@pytest.mark.parametrize(("sentence", "artifact"), PROMISED)
def test_the_future_promises_whatever_is_linked(sentence, artifact):
    assert claims(sentence) == [(Claim.PROMISED, artifact)]


@pytest.mark.parametrize(("sentence", "artifact"), ON_REQUEST)
def test_what_must_be_asked_for_is_on_request(sentence, artifact):
    assert claims(sentence) == [(Claim.ON_REQUEST, artifact)]


@pytest.mark.parametrize("sentence", NONE)
def test_other_words_claim_nothing(sentence):
    assert claims(sentence) == []


def test_two_artifacts_in_one_sentence_are_claimed_apart():
    sentence = f"The data set is at {P}, and the training code will be released."
    assert claims(sentence) == [(Claim.RELEASED, Artifact.DATA), (Claim.PROMISED, Artifact.CODE)]


def test_what_a_semicolon_parts_is_not_promised():
    assert claims("Code is available now; the corpus will be released.") == [(Claim.PROMISED, Artifact.DATA)]


def test_labelled_links_are_claimed_apart():
    assert claims(f"[code]: {R} [project]: {P}") == [
        (Claim.RELEASED, Artifact.CODE),
        (Claim.RELEASED, Artifact.PROJECT),
    ]


def test_an_enumeration_is_one_claim():
    assert statements("The data, the code, and all models will be released.") == (
        Statement(0, 52, Claim.PROMISED, (Artifact.CODE, Artifact.DATA, Artifact.MODEL)),
    )


def test_promises_keep_their_date_and_their_condition():
    (promise,) = statements("Code will be released by May, upon acceptance.", SAID_ON)
    assert promise.promised_by == date(2026, 5, 31)
    assert promise.condition == "upon acceptance"


def mention(claim, kind=Kind.REPO):
    aim = None if kind is None else Target(kind, R)
    return Mention(aim and R, aim, claim, Artifact.CODE, "A sentence.", Place("list.md", 1, 1))


@pytest.mark.parametrize(
    ("mentions", "expected"),
    [
        ([], Claim.NONE),
        ([mention(Claim.RELEASED)], Claim.RELEASED),
        ([mention(Claim.PROMISED, None)], Claim.PROMISED),
        ([mention(Claim.RELEASED), mention(Claim.PROMISED)], Claim.MIXED),
        ([mention(Claim.ON_REQUEST)], Claim.NONE),
        ([mention(Claim.ON_REQUEST), mention(Claim.RELEASED)], Claim.RELEASED),
        ([mention(Claim.RELEASED, Kind.PAPER)], Claim.NONE),
    ],
)
def test_an_entry_sums_up_what_is_watched(mentions, expected):
    assert entry_claim(mentions) == expected


@given(st.text())
def test_statements_lie_inside_their_sentence_and_follow_each_other(sentence):
    end = 0
    for one in statements(sentence):
        assert end <= one.start <= one.end <= len(sentence)
        end = one.end


WORDS = ["we", "will", "release", "code", "data", "is", "available", "soon", "upon", "acceptance", "request", "at", ","]


@given(st.lists(st.sampled_from([*WORDS, ".", "and", "the", "our", "not", R])).map(" ".join))
def test_any_words_are_judged_without_a_crash(sentence):
    assert all(one.claim is not Claim.NONE for one in statements(sentence))


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        ("Owl tracker: the code has been released!", Claim.RELEASED),
        ("For the benefit of all, our data have now been made public.", Claim.RELEASED),
        ("A toolkit accompanies our article (https://github.com/acme/owl).", Claim.RELEASED),
        ("The scripts are to appear at https://github.com/acme/owl.", Claim.PROMISED),
        ("Code: https://github.com/acme/owl (soon)", Claim.PROMISED),
        ("源码链接\uff1ahttps://github.com/acme/owl", Claim.RELEASED),
        ("获取模型请联系作者。", Claim.ON_REQUEST),
        ("We share our owl calls and the software under an open licence.", Claim.RELEASED),
        ("The corpus has been deposited on Zenodo.", Claim.RELEASED),
        ("After the review we have now opened the repository https://github.com/acme/owl to all.", Claim.RELEASED),
        ("Browse the tool and inspect its source at https://github.com/acme/owl.", Claim.RELEASED),
        ("Its code is on GitHub (https://github.com/acme/owl).", Claim.RELEASED),
        ("We're releasing the recipe, with two checkpoints.", Claim.RELEASED),
        ("我们开源了全部权重。", Claim.RELEASED),
        ("Data and code will both be found at https://github.com/acme/owl after the review.", Claim.PROMISED),
        ("The release of the data and weights is scheduled for 2031.", Claim.PROMISED),
        ("We are working on open-sourcing the code.", Claim.PROMISED),
        ("We are sharing the weights in the next weeks.", Claim.PROMISED),
        ("Weights: to appear.", Claim.PROMISED),
        ("Code: pending", Claim.PROMISED),
        ("Code: https://github.com/acme/owl (coming in June)", Claim.PROMISED),
        ("Owls at Night, awaiting code release", Claim.PROMISED),
        ("The repository holds nothing yet, code promised: https://github.com/acme/owl", Claim.PROMISED),
        ("代码准备中。", Claim.PROMISED),
        ("The data can be obtained by e-mail.", Claim.ON_REQUEST),
        ("Access to our data is given after an agreement is signed.", Claim.ON_REQUEST),
    ],
)
def test_more_ways_to_say_it(sentence: str, claim: Claim):
    assert [one.claim for one in statements(sentence)] == [claim]


def test_labels_side_by_side_each_speak_for_their_own_link():
    said = statements("[Code]: https://github.com/acme/owl [Data (coming soon)]: https://owl.example.org/data")
    assert [one.claim for one in said] == [Claim.RELEASED, Claim.PROMISED]


def test_a_label_that_says_more_speaks_for_its_own_link_too():
    said = statements("[code: https://github.com/acme/owl] [weights: coming soon: https://owl.example.org/weights]")
    assert [one.claim for one in said] == [Claim.RELEASED, Claim.PROMISED]


def test_code_for_one_part_is_not_the_code_for_another():
    said = statements("Inference code is at https://github.com/acme/owl; the training code will be released later.")
    assert [one.claim for one in said] == [Claim.RELEASED, Claim.PROMISED]


@pytest.mark.parametrize(
    "sentence",
    ["We hope that the release of energy is soon understood.", "Owls, coming in from the cold, are planned for.",
     "The owls were promised a den on GitHub.", "Access is given to owls on trees."],
)  # fmt: skip
def test_the_same_words_of_other_things_claim_nothing(sentence: str):
    assert statements(sentence) == ()
