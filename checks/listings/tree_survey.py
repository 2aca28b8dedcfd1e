"""A look over a whole tree, from the inside out: which of its lists and objects are collections of papers.

An object whose lists hold papers only groups them, as a volume or a topic does. Authors, tags and venues are no papers.
"""

from dataclasses import dataclass, field

from checks.forges.paths import words
from checks.listings.tree_looks import NONE, Look, Part, Parts, is_linked, seen_as_record
from checks.listings.tree_shapes import Shape, shape_of_list, shape_of_object
from checks.listings.trees import DEEPEST, Tree

BESIDE = words("""
    bibliography citation citations cited commit commits reference references related similar version versions
""")
"""Other papers, or the same paper again, beside a paper."""
GROUPS = words("articles documents entries hits items papers posts publications records works 论文")
"""What only a list of papers is called, whatever else is said of it."""
NOTHING, LINKED = Look(), Look(is_linked=True)


@dataclass(slots=True)
class Survey:
    """Looks at trees; what is found is kept by the identity of its list or object.

    `shapes` are collections, and how sure that is; `holders` are all lists and objects with a collection in them.
    """

    shapes: dict[int, tuple[int, Shape]] = field(default_factory=dict)
    holders: dict[int, int] = field(default_factory=dict)

    def look(self, tree: Tree, key: str = "", depth: int = 0) -> Look:
        """Look at an object or a list that stands under a key."""
        if depth > DEEPEST:
            return NOTHING
        parts: list[Part] = []
        is_object = isinstance(tree, dict)
        for name, value in tree.items() if is_object else ((key, value) for value in tree):
            if isinstance(value, str):
                parts.append(Part(name, value, LINKED if is_linked(name, value) else NOTHING))
            elif isinstance(value, dict | list):
                parts.append(Part(name, value, self.look(value, name, depth + 1)))
        seen = self._object(tree, parts) if is_object else self._collection(tree, parts, *shape_of_list(key, parts))
        if seen.is_holder:
            self.holders[id(tree)] = max(seen.holds, seen.loose)
        return seen

    def _object(self, tree: dict[str, Tree], parts: Parts) -> Look:
        seen = seen_as_record(tree, parts)
        if not seen.is_titled:
            return self._collection(tree, parts, *shape_of_object(tree, parts))
        held = [(_held(part), part) for part in parts]
        inner = max((one for one, _ in held), default=NONE)
        if not inner or (seen.is_paper and not any(one and _is_group(part) for one, part in held)):
            return seen
        for one, part in held:
            if not one:
                self._forget(part.value)
        return Look(holds=inner, is_linked=seen.is_linked)

    def _collection(self, tree: Tree, parts: Parts, strength: int, shape: Shape) -> Look:
        """Return what an object or a list without a title is: a collection, or what holds some."""
        holds = max((part.look.holds for part in parts), default=NONE)
        loose = max((part.look.loose for part in parts), default=NONE)
        if strength:
            self.shapes[id(tree)] = (strength, shape)
            holds, loose = (holds, max(loose, strength)) if shape.is_loose else (max(holds, strength), loose)
        return Look(holds=holds, loose=loose, is_linked=any(part.look.is_linked for part in parts))

    def _forget(self, tree: Tree) -> None:
        """Leave out what stands beside groups of papers without being one."""
        self.holders.pop(id(tree), None)
        self.shapes.pop(id(tree), None)


def _is_group(part: Part) -> bool:
    return not part.named.isdisjoint(GROUPS)


def _held(part: Part) -> int:
    """Tell which papers a part of something with a title holds: loose ones only if it is called a group."""
    if not part.look.is_holder or not part.named.isdisjoint(BESIDE):
        return NONE
    return max(part.look.holds, part.look.loose) if _is_group(part) else part.look.holds
