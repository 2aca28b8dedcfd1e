"""What the files of a repository are, told by their paths alone: programs, data, a web site, or furniture.

Nothing is opened, and nothing is decided about the repository. Rules: claims.md, section 2, B1 and B2.
"""

from collections.abc import Mapping
from enum import StrEnum


class Sort(StrEnum):
    """What one path is; `unknown` is for folders whose name does not say it."""

    PROGRAM = "program"
    SCRIPT = "script"
    PAGE = "page"
    DATA = "data"
    MANIFEST = "manifest"
    FURNITURE = "furniture"
    UNKNOWN = "unknown"


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


PROGRAM_ENDINGS = _names(
    """
    ada adb ads agda ahk apl applescript asm au3 awk bas bash bat bsv c c++ cbl cc chpl cl clj cljc cljs cob
    coffee cpp cr cs csh cu cuh cxx d dart dfy dpr e elm erl ex exs f f03 f08 f77 f90 f95 factor fish fnl for fs
    fst fsx fth gd gleam glsl gms go gp groovy h hh hip hlsl hpp hrl hs hx hy icl idr inl ino ipp ipynb java jl
    jsx k kk kt kts lean lgt lhs lisp ll lsp lua m magma metal ml mli mlir mlx mm mo mod mojo move mpl mzn nb nf
    nim nix nlogo ny odin oz p4 pas pde php pl plt pm pony pro prolog ps1 purs pxd py pyi pyx q qmd qs r raku rb
    re res rkt rmd rs s sage sas sbt scad scala scd scm sh smk sml smt2 sol sql stan sv svelte swift t tac tcl
    thy tla tsx v vala vb vba vhd vhdl vue wat wgsl wl wls wppl xq yap zig zsh
    """
)
"""Source of programs and proofs; notebooks are programs too. Rare languages cost nothing here."""
SCRIPT_ENDINGS = frozenset({"cjs", "js", "mjs", "ts"})
"""A program by themselves, the furniture of a page beside one."""
PAGE_ENDINGS = frozenset({"htm", "html"})
DATA_ENDINGS = _names(
    """
    7z arff arrow avro bag bin bson bz2 caffemodel ckpt csv db dcm edf fasta fastq feather geojson gguf gml
    gpickle graphml gz h5 hdf5 joblib jsonl las laz lmdb mat mdb mds msgpack nc ndjson nii npy npz onnx orc
    params parquet pb pdb pdparams pickle pkl ply pt pth rar rda rdata rds root safetensors sdf sqlite sqlite3
    tar tflite tfrecord tgz tsv weights xls xlsx xyz xz zarr zip zst
    """
)
"""Data, weights, and archives of either."""
LOOSE_DATA_ENDINGS = frozenset({"json", "txt", "xml", "yaml", "yml"})
"""Data inside a folder that is named so; elsewhere these are settings and notes."""
MANIFESTS = _names(
    """
    build.gradle build.sbt cargo.toml cmakelists.txt composer.json description dockerfile dune-project
    environment.yaml environment.yml gnumakefile go.mod justfile lakefile.toml makefile meson.build package.json
    pom.xml project.toml pubspec.yaml pyproject.toml requirements.txt setup.cfg stack.yaml
    """
)
"""What only a program brings along: beside one, a folder with any name holds code."""

DATA_FOLDERS = frozenset({"annotation", "annotations", "corpora", "corpus", "data", "dataset", "datasets", "splits"})
PROGRAM_FOLDERS = _names(
    """
    agent agents algorithm algorithms app apps attack attacks backend baseline baselines bin cmd code codes core
    cpp crates csrc demo engine env envs eval evals evaluate evaluation evaluations example examples experiment
    experiments ext extensions finetune finetuning frontend include infer inference kernels layers lib libs loss
    losses main matlab metrics model modeling models modules net nets network networks notebook notebooks ops
    packages pipeline pipelines pkg plugins policies preprocess preprocessing pretrain python r recipes runner
    runners rust script scripts sdk server sim simulation simulations simulator solver solvers source sources
    src tasks test tests tool toolkit tools train trainer trainers training util utils
    """
)
FURNITURE_FOLDERS = _names(
    """
    asset assets badges conf config configs css doc docs fig figs figure figures font fonts gif gifs icons image
    images img imgs javascripts js licence licences license licenses logo logos media misc paper papers pdf pics
    picture pictures poster posters res resource resources screenshot screenshots slides static stylesheets supp
    supplementary teaser vendor video videos webfonts wiki
    """
)

_ENDINGS: Mapping[str, Sort] = (
    dict.fromkeys(PROGRAM_ENDINGS, Sort.PROGRAM)
    | dict.fromkeys(SCRIPT_ENDINGS, Sort.SCRIPT)
    | dict.fromkeys(PAGE_ENDINGS, Sort.PAGE)
    | dict.fromkeys(DATA_ENDINGS, Sort.DATA)
)
_FOLDERS: Mapping[str, Sort] = dict.fromkeys(PROGRAM_FOLDERS, Sort.PROGRAM) | dict.fromkeys(
    FURNITURE_FOLDERS, Sort.FURNITURE
)


def sort_of(path: str) -> Sort:
    """Return what `path` (POSIX, a folder ends in `/`) stands for."""
    *folders, name = _parts(path)
    if path.endswith("/"):
        return _folder(name)
    return _file(name, _ending_of(name), frozenset(folders))


def is_data_folder(path: str) -> bool:
    """Tell a folder that holds data by its name."""
    return path.endswith("/") and _parts(path)[-1] in DATA_FOLDERS


def _parts(path: str) -> list[str]:
    """Return the names on the way, in lower case. By hand: a run reads many roots, pathlib takes four times as long."""
    return path.lower().rstrip("/").split("/")


def _ending_of(name: str) -> str:
    stem, _, ending = name.rpartition(".")
    return ending if stem else ""


def _folder(name: str) -> Sort:
    """Folders that start with a dot or an underscore are the tools' and the web site's own."""
    if name.startswith((".", "_")):
        return Sort.FURNITURE
    return _FOLDERS.get(name, Sort.UNKNOWN)


def _file(name: str, ending: str, folders: frozenset[str]) -> Sort:
    """An empty package or a compiled file is no program, and what a page shows is no data set."""
    if name == "__init__.py" or name.startswith("."):
        return Sort.FURNITURE
    if name == "snakefile":
        return Sort.PROGRAM
    if name in MANIFESTS:
        return Sort.MANIFEST
    sort = _ENDINGS.get(ending, Sort.FURNITURE)
    if ending in LOOSE_DATA_ENDINGS and folders & DATA_FOLDERS:
        sort = Sort.DATA
    if sort is Sort.DATA and folders & FURNITURE_FOLDERS:
        return Sort.FURNITURE
    return sort
