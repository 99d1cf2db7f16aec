"""Batch: the pipeline over thousands of records, from many inputs into one output, so that nothing is lost.

    inputs ─▶ records ─▶ (workers or Ray: making) ─▶ outcomes ─▶ output

A record is one article with an id; an outcome is the line that is written for it. Both runners call the same
`Maker`, and both write through the same `Output`.
"""
