"""What a README promises beside programs that are here, and what it does not."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.promises import FIRM, LOOSE, TELLING, offers, open_promise

PROMISED = {
    "weights later": "Pretrained weights will be released next month.",
    "training code after acceptance": "Training code will be made public after acceptance.",
    "once the paper is accepted": "Our dataset will be public once the paper is accepted.",
    "upon publication": "Annotations are available upon publication.",
    "we will": "We will open-source the RedFox-Large checkpoints as soon as possible.",
    "we will, without a noun that is known": "We will release RedFox-Large with all its trimmings later.",
    "planned": "We plan to release the full dataset in spring.",
    "not yet": "The evaluation data is not yet available.",
    "not here yet": "Note: some of the modules are not here yet.",
    "soon below a heading": "## Models\n\nComing soon!",
    "to be announced below a heading": "## Checkpoints\n\n*TBA*",
    "soon below the name of a part": "## LanternNet\n\n**Coming soon**",
    "soon after a colon": "Download of the training set:\n\nComing soon...",
    "to be released below a heading": "## Models\n\nTo be released soon.",
    "heading with an underline": "Weights\n=======\n\nComing soon.",
    "a wrapped sentence": "The weights of the largest of our\nnetworks will be released\nin summer.",
    "open box": "- [ ] Release the training scripts and weights\n- [x] Inference",
    "item of a to-do list": "## TODO\n\n- training code\n- web page",
    "a side issue beside it": "Project page, pretrained weights and training code will be released later.",
    "other material beside it": "The dataset and other material will be uploaded soon.",
    "news that nothing newer follows": "- [2031.03] Code is out! Checkpoints coming soon.\n- [2031.01] Accepted.",
    "what follows": "The training scripts need some cleaning and will follow.",
    "what follows later": "Weights will follow shortly, as soon as our server is up again.",
    "soon in a table below a heading": "## Model zoo\n\n|name|file|\n|--|--|\n|Fox-S|coming soon|",
    "soon in a row that names it": "| Part | State |\n|--|--|\n| Training code | coming soon |",
    "Chinese soon": "模型权重即将开源。",
    "Chinese below a heading": "## 数据\n\n敬请期待",
}
NOT_PROMISED = {
    "nothing": "# RedFox\n\nA fox that is red.",
    "paper": "## Paper\n\nComing soon.",
    "documentation": "A more complete readme is forthcoming.",
    "guidelines": "Submission guidelines will be released soon.",
    "instructions": "TODO: instructions coming soon.",
    "how-to below a heading": "## Creating the index\n\nComing soon.",
    "demo": "A demo will be available soon.",
    "another model": "Other models are coming soon -- stay tuned!",
    "more data": "More datasets will be added soon.",
    "next version": "Version 2 will be released soon.",
    "code that is here": "The code will be released here upon acceptance.",
    "old news": "- [2031.05] Weights are on our server.\n- [2031.01] Weights will be released soon.",
    "done box": "- [x] Weights, which will be released in May",
    "done mark": "- ✅ Training code will be released",
    "open box of something else": "- [ ] Add a dark mode",
    "HTML comment": "<!-- weights will be released soon -->",
    "comment that never ends": "Fine.\n<!-- weights will be released soon",
    "Markdown comment": "[//]: # (weights coming soon)",
    "fence": "```\n# weights will be released soon\n```",
    "other sense, run time": "The model will be available in `out/` when the run is over.",
    "other sense, folder": "Converted data will be provided in the output folder.",
    "other sense, labels": "If labels are not available, the data set is skipped.",
    "other sense, as soon as": "Training stops as soon as the loss rises.",
    "other sense, GPU": "This starts a placeholder job on the GPU.",
    "refused": "No weights will be released, for reasons of privacy.",
    "not at all": "The recordings will not be released.",
    "other sense, what we follow": "We will follow the training protocol of OwlNet.",
    "what a reader plans": "If you plan to release a model that is built on RedFox, please tell us.",
    "what readers are about to do": "When you are going to publish models trained with it, cite us.",
    "figures to come": "## Results\n\n| name | score |\n|--|--|\n| Fox-L | coming soon |",
    "a row on a side issue": "## Models\n\n| Part | State |\n|--|--|\n| Docs | coming soon |",
    "heading": "### TBD",
}


@pytest.mark.parametrize("readme", PROMISED.values(), ids=PROMISED)
def test_what_a_whole_release_needs_is_missed(readme):
    assert open_promise(readme, program_here=True) is not None


@pytest.mark.parametrize("readme", NOT_PROMISED.values(), ids=NOT_PROMISED)
def test_what_a_release_is_whole_without_is_not_missed(readme):
    assert open_promise(readme, program_here=True) is None


@pytest.mark.parametrize(
    "readme", ["Code will be released soon.", "## Code\n\nTBD", "# Code is coming soon", "代码即将开源"]
)
def test_code_is_promised_only_where_no_program_is(readme):
    assert open_promise(readme, program_here=False)
    assert open_promise(readme, program_here=True) is None


def test_the_sentence_itself_is_the_evidence():
    readme = "# RedFox\n\nFoxes are red. Weights will be released soon. Thank you."
    assert open_promise(readme, program_here=True) == "Weights will be released soon."


OFFERS = {
    "link": ("The dataset can be downloaded [here](https://acme.example/d).", True),
    "bare address": ("Data is available at https://acme.example/d.", True),
    "command": ("You can view the data with `fox show`.", True),
    "without a way": ("The dataset is available.", False),
    "a promise with a link": ("The dataset will be released soon at https://acme.example/d, download it there.", False),
    "another thing": ("The paper is available at https://acme.example/p.", False),
}


@pytest.mark.parametrize(("readme", "expected"), OFFERS.values(), ids=OFFERS)
def test_data_or_weights_are_offered_with_a_way_to_them(readme, expected):
    assert offers(readme) is expected


@pytest.mark.parametrize("unit", ["a", "<!--", "will be ", "once ", "- \n", ": \n", "。", "[ ]", "2031.", "`"])
def test_a_hostile_readme_takes_no_time(unit):
    readme = unit * (1_000_000 // len(unit))
    started = time.process_time()
    open_promise(readme, program_here=False)
    assert time.process_time() - started < 5


LETTERS = st.characters(exclude_characters="\u0131\u017f\u212a")  # they pass for i, s and k in no README


@given(st.one_of(st.from_regex(FIRM, alphabet=LETTERS), st.from_regex(LOOSE, alphabet=LETTERS)))
def test_every_promise_holds_a_word_that_sentences_are_first_searched_for(text):
    assert any(word in text.lower() for word in TELLING)
