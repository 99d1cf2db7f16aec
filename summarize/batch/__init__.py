"""Batch: the pipeline over thousands of records, from many inputs into one output, so that nothing is lost.

    inputs/ ─▶ records ─▶ running/ (local or ray, both through making) ─▶ outcomes ─▶ output/

A record is one article with an id; an outcome is the line that is written for it. Both runners call the same `Maker`, and
both write through the same `Output`; `resume` says which records are theirs to make. `report` is a page about a run.
"""
