import pytest

from benchmarks.scoring import Score, mean, score, score_label


def test_a_score_counts_right_wrong_and_missed():
    assert score({"acme/redfox", "acme/bluefox"}, {"acme/redfox", "acme/owl"}) == Score(right=1, wrong=1, missed=1)


def test_precision_recall_and_f1_follow_from_the_counts():
    found = Score(right=6, wrong=2, missed=4)
    assert (found.precision, found.recall) == (0.75, 0.6)
    assert found.f1 == pytest.approx(2 / 3)


def test_who_finds_nothing_has_no_precision():
    assert (Score(0, 0, 3).precision, Score(0, 0, 0).recall, Score(0, 0, 0).f1) == (0, 0, 0)


def test_scores_add_up():
    assert Score(1, 2, 3) + Score(10, 20, 30) == Score(11, 22, 33)


def test_a_label_is_scored_over_pairs_of_gold_and_ours():
    pairs = [("promised", "promised"), ("promised", "none"), ("none", "promised"), ("none", "none")]
    assert score_label("promised", pairs) == Score(right=1, wrong=1, missed=1)


def test_the_mean_of_nothing_is_nothing():
    assert (mean([]), mean([0.5, 1.0])) == (0, 0.75)
