"""Measurements of accuracy against gold data, each with a floor that only goes up.

`python -m evals --shared FOLDER` runs them and compares them with `floors.json`.
"""
