"""The demo's world as one table: who is there, and what each does from which day on.

Days 0 to 27 are the four weeks that a first demo plays, day 28 is its today; what happened before has negative days.
All names are invented. What the words mean stands in `cast.py`; what a listing says of it all, in `daily-papers.txt`.
"""

from monitor.demo.atlas import World
from monitor.demo.cast import Access, Growth, HubRepository, Page, Repository, Shows

LONG_AGO = -90
DAILY, OFTEN, SELDOM = range(-6, 400), range(-6, 400, 3), range(-60, 400, 17)

# ── What repositories hold ───────────────────────────────────────────────────────────────────────

PYTHON = (
    "LICENSE",
    "requirements.txt",
    "train.py",
    "evaluate.py",
    "src/model.py",
    "src/losses.py",
    "configs/base.yaml",
)
NOTEBOOK = ("LICENSE", "environment.yml", "notebooks/figures.ipynb", "analysis/fit.py")
NATIVE = ("LICENSE", "CMakeLists.txt", "src/main.cpp", "src/kernels.cu", "include/api.hpp", "tests/test_api.cpp")
DATASET = ("LICENSE", "data/train.csv", "data/test.csv", "CITATION.cff")
WEBSITE = ("index.html", "static/css/style.css", "static/js/carousel.js", "static/images/teaser.png")
PICTURE = ("assets/overview.png",)

SOON = "# {}\n\nCode coming soon. Stay tuned!\n"
ACCEPTANCE = "# {}\n\nOfficial repository. The code will be released upon acceptance of the paper.\n"
USAGE = "# {}\n\n## Usage\n\n```\npip install -r requirements.txt\npython train.py --config configs/base.yaml\n```\n"
NATIVE_USAGE = "# {}\n\n## Build\n\n```\ncmake -B build\nmake -C build\n```\n"
PART = "# {}\n\n- [x] Inference code\n- [ ] Pretrained weights\n- [ ] Training code\n\n```\npython evaluate.py\n```\n"
PAPERS = "# {}\n\nA reading list, kept up by hand.\n\n- A Loom for Every Thread\n- Weaving Without a Pattern\n"
CARD = "# {}\n\nThe data stand in `data/`, one row per photograph.\n"
PAPER_SITE = "# {}\n\nThe source of our project page.\n"
EMPTIED = "# {}\n\nThe code is under internal review and not available here.\n"

# ── What web pages show ──────────────────────────────────────────────────────────────────────────


def _fine(title: str, text: str = "Abstract, videos, results, and how to cite the paper.") -> Shows:
    return Shows(200, title, text)


MISSING = Shows(404, "Not found", "There is nothing at this address.")
BROKEN = Shows(500, "Server error", "Something went wrong on our side.")
BOT_WALL = Shows(
    403, "Just a moment...", "Checking your browser.", {"cf-mitigated": "challenge", "Server": "cloudflare"}
)
FOR_SALE = Shows(200, "brassfinch.example", "This domain is for sale. Make an offer today.", everywhere=True)
NO_SUCH_NAME = None


def _moved_to(url: str) -> Shows:
    return Shows(301, "Moved", url, {"Location": url})


def _for_now_at(url: str) -> Shows:
    return Shows(302, "Found", url, {"Location": url})


# ── The table ────────────────────────────────────────────────────────────────────────────────────

REPOSITORIES = (
    # What a second run brings: a promise is kept, a name changes.
    Repository(
        "lanternlab/redfox",
        Growth(118, 3.5, {28: 212}),
        files={-20: PICTURE, 28: (*PYTHON, *PICTURE)},
        readme={-20: SOON.format("Red Fox"), 28: USAGE.format("Red Fox")},
        releases={28: "v1.0"},
        description="Night-time depth from a single lantern",
        homepage="https://lanternlab.github.io/redfox/",
    ),
    Repository(
        "mossgate/fernnet",
        Growth(864, 2.2),
        files={LONG_AGO: PYTHON},
        readme={LONG_AGO: USAGE.format("FernNet")},
        names={28: "mossgate/fern-networks"},
        pushes=OFTEN,
        description="Recursive fronds for hierarchical forecasting",
    ),
    # Promised: kept on day 14, kept on day 21 by a repository that nobody saw before, or not kept.
    Repository(
        "quillworks/marginalia",
        Growth(41, 1.3, {14: 160, 15: 95, 16: 40}),
        files={14: PYTHON},
        readme={-24: ACCEPTANCE.format("Marginalia"), 14: USAGE.format("Marginalia")},
        releases={14: "v0.1.0"},
        description="Reading notes as supervision",
    ),
    Repository(
        "glasswing-robotics/chrysalis",
        Growth(0, 4.1, {21: 30}),
        access={LONG_AGO: Access.MISSING, 21: Access.PUBLIC},
        files={20: PYTHON},
        readme={20: USAGE.format("Chrysalis")},
        description="Soft robots that fold themselves",
    ),
    Repository(
        "hollowoak/barkbench",
        Growth(27, 0.6),
        readme={-16: ACCEPTANCE.format("BarkBench")},
        description="Tree species from close-up photographs",
        language=None,
    ),
    Repository(
        "kitefield/thermal",
        Growth(73, 0.4),
        files={-70: PICTURE},
        readme={-70: SOON.format("Thermal")},
        description="Updraft prediction for gliders",
        language=None,
    ),
    Repository(
        "northpine/snowdrift",
        Growth(209, 0.3),
        readme={-138: SOON.format("Snowdrift")},
        description="Avalanche maps from stereo satellites",
        language=None,
    ),
    Repository("northpine/permafrost", Growth(12, 0.1), language=None, licence=None),
    Repository(
        "lanternlab/nightjar",
        Growth(390, 5.4),
        files={-33: (*PYTHON[:2], "evaluate.py", "src/model.py")},
        readme={-33: PART.format("Nightjar")},
        pushes=SELDOM,
        description="Listening for birds with very small models",
    ),
    # Said to be released, and it is.
    Repository(
        "quillworks/inkwell-ocr",
        Growth(12_431, 46.0),
        files={-700: PYTHON},
        readme={-700: USAGE.format("Inkwell")},
        pushes=DAILY,
        releases={-40: "v2.3.0", 11: "v2.4.0"},
        description="Handwriting recognition that keeps the crossings-out",
        homepage="https://quillworks.example/marginalia/demo",
        licence="Apache-2.0",
    ),
    Repository(
        "copperline/verdigris",
        Growth(512, 2.0, {22: 640, 23: 410, 24: 180}),
        files={-45: PYTHON},
        readme={-45: USAGE.format("Verdigris")},
        pushes=OFTEN,
        description="Corrosion as a diffusion process",
    ),
    Repository(
        "tideline-ai/wavecount",
        Growth(1_904, 6.8),
        files={-300: PYTHON},
        readme={-300: USAGE.format("WaveCount")},
        pushes=OFTEN,
        releases={-100: "v1.2"},
        description="Counting waves, whales and buoys in long videos",
        licence="BSD-3-Clause",
    ),
    Repository(
        "tideline-ai/estuary",
        Growth(88, 9.5),
        files={-6: PYTHON},
        readme={-6: USAGE.format("Estuary")},
        pushes=DAILY,
        description="Mixing fresh and salty data streams",
    ),
    Repository(
        "mossgate/lichen",  # its owner deleted the account, and somebody else took the name
        Growth(156, 0.5),
        replaced=23,
        files={-420: NOTEBOOK},
        readme={-420: USAGE.format("Lichen")},
        pushes=SELDOM,
        description="Slow symbiosis between two learners",
        language="Jupyter Notebook",
    ),
    Repository(
        "ferrostack/rivet",
        Growth(3_270, 11.0),
        files={-250: NATIVE},
        readme={-250: NATIVE_USAGE.format("Rivet")},
        pushes=DAILY,
        releases={-90: "0.9.0", 5: "0.9.1"},
        description="Fused attention kernels, one bolt at a time",
        language="C++",
        licence="Apache-2.0",
    ),
    Repository(
        "northpine/treeline",
        Growth(645, 1.1),
        files={-180: PYTHON},
        readme={-180: USAGE.format("Treeline")},
        pushes=SELDOM,
        releases={-150: "v1.0.0"},
        description="Where forests end, seen from orbit",
    ),
    Repository(
        "hollowoak/acorn-lm",
        Growth(5_118, 21.0),
        files={-60: PYTHON},
        readme={-60: USAGE.format("Acorn")},
        pushes=DAILY,
        description="Language models that grow by layers",
        licence="Apache-2.0",
    ),
    Repository(
        "orchard-vision/pippin",
        Growth(734, 3.0),
        files={-50: PYTHON},
        readme={-50: USAGE.format("Pippin")},
        pushes=OFTEN,
        description="Fruit counting under occlusion",
        homepage="https://orchard-vision.github.io/pippin/",
    ),
    Repository(
        "glasswing-robotics/moth-grasp",
        Growth(277, 1.6),
        files={-80: PYTHON},
        readme={-80: USAGE.format("Moth Grasp")},
        pushes=SELDOM,
        description="Grasping things that must not be crushed",
    ),
    Repository(
        "lanternlab/ember-sight",
        Growth(451, 2.7),
        files={-110: PYTHON},
        readme={-110: USAGE.format("Ember Sight")},
        pushes=OFTEN,
        description="Wildfire detection in thermal video",
    ),
    Repository(
        "saltmarsh/tidepool-data",
        Growth(98, 0.7),
        files={-35: DATASET},
        readme={-35: CARD.format("Tidepool")},
        description="Forty thousand labelled photographs of tide pools",
        language=None,
        licence="CC-BY-4.0",
    ),
    Repository(
        "brightloom/shuttle",
        Growth(2_046, 4.0),
        readme={-365: PAPERS.format("Shuttle: papers on textile generation")},
        pushes=OFTEN,
        description="A reading list on textile generation",
        language=None,
        licence="CC0-1.0",
    ),
    # Said to be released, and something is wrong with it.
    Repository(
        "ferrostack/anvil-rl",
        Growth(930, 0.2),
        files={-500: PYTHON},
        readme={-500: USAGE.format("Anvil")},
        access={-500: Access.PUBLIC, 20: Access.ARCHIVED},
        description="Reinforcement learning for forging presses",
    ),
    Repository(
        "copperline/patina",
        Growth(66, 0.3),
        files={-75: PYTHON},
        readme={-75: USAGE.format("Patina")},
        access={-75: Access.PUBLIC, 18: Access.MISSING},
        description="Texture ageing from a single photograph",
    ),
    Repository(
        "stonefruit/apricot-sim",
        Growth(182, 1.0),
        files={-48: PYTHON, 23: ()},
        readme={-48: USAGE.format("Apricot"), 23: EMPTIED.format("Apricot")},
        description="An orchard simulator for harvest planning",
    ),
    Repository("papercrane/fold-and-tell", Growth(0), access={LONG_AGO: Access.MISSING}),
    Repository(
        "papercrane/crease",
        Growth(140),
        files={-130: PYTHON},
        readme={-130: USAGE.format("Crease")},
        access={-130: Access.PUBLIC, -2: Access.TOS},
    ),
    Repository(
        "saltmarsh/heronet",
        Growth(310),
        files={-95: PYTHON},
        readme={-95: USAGE.format("HeroNet")},
        access={-95: Access.PUBLIC, -8: Access.DMCA},
    ),
    Repository("kitefield/updraft", Growth(19, 0.2), description="A glider simulator", language=None, licence=None),
    Repository(
        "brightloom/loomdiff",
        Growth(58, 0.4),
        files={-28: WEBSITE},
        readme={-28: PAPER_SITE.format("LoomDiff")},
        description="Project page of LoomDiff",
        language="HTML",
        licence=None,
    ),
)

PAGES = (
    # What a second run brings: one page has died, one has come back.
    Page(
        "https://orchard-vision.github.io/russet/",
        {LONG_AGO: _fine("Russet: Grafting Vision Transformers"), 25: MISSING},
    ),
    Page(
        "https://glasswing.example/moth-grasp/",
        {LONG_AGO: _fine("Moth Grasp"), 5: MISSING, 27: _fine("Moth Grasp")},
    ),
    # In good order, each in its own way.
    Page("https://lanternlab.github.io/redfox/", {-20: _fine("Red Fox: Depth by Lantern Light")}),
    Page("https://orchard-vision.github.io/pippin/", {LONG_AGO: _fine("Pippin")}),
    Page("https://huggingface.co/hollowoak", {LONG_AGO: _fine("hollowoak (Hollow Oak)", "Team members, models.")}),
    Page("http://oldtide.example/benchmark", {LONG_AGO: _fine("The Old Tide Benchmark", "Tables, and how to submit.")}),
    Page("https://eleven-cities.example/access", {LONG_AGO: _fine("Data access", "Write to us, and say what for.")}),
    Page("https://papercrane.example/crease/", {LONG_AGO: _fine("Crease patterns")}),
    Page(
        "https://quillworks.example/marginalia/demo",
        {LONG_AGO: _for_now_at("https://quillworks.example/marginalia/demo/today")},
    ),
    Page("https://quillworks.example/marginalia/demo/today", {LONG_AGO: _fine("Try Marginalia")}, listed=False),
    # Moved, flaky, walled, badly signed, for sale, or never there.
    Page(
        "https://stonefruit.example/apricot/",
        {LONG_AGO: _fine("Apricot"), 10: _moved_to("https://stonefruit.example/projects/apricot/")},
    ),
    Page("https://stonefruit.example/projects/apricot/", {10: _fine("Apricot")}, listed=False),
    Page(
        "https://kitefield.example/thermal/",
        {LONG_AGO: _fine("Thermal"), 11: BROKEN, 13: _fine("Thermal")},
    ),
    Page("https://tidal-commons.example/map", {LONG_AGO: BOT_WALL}),
    Page("https://copperline.example/verdigris/", {LONG_AGO: _fine("Verdigris")}, expired=True),
    Page("https://brassfinch.example/demo", {LONG_AGO: _fine("Brass Finch: try it"), 12: FOR_SALE}),
    Page("https://forgotten-foundry.example/anvil/", {LONG_AGO: NO_SUCH_NAME}),
)

HUB = (
    HubRepository(
        "hollowoak/acorn-7b",
        Growth(211, 1.4),
        files=("config.json", "model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"),
        card="# Acorn 7B\n",
        changed_day=-58,
        gated="manual",
    ),
    HubRepository(
        "spaces/quillworks/inkwell",
        Growth(64, 0.5),
        files=("app.py", "requirements.txt"),
        card="# Inkwell\n\nTry it on a page of your own.\n",
        changed_day=-12,
        stages={-12: "RUNNING", 9: "SLEEPING"},
    ),
)

WORLD = World(REPOSITORIES, PAGES, HUB)
