"""Training of translation models: from parallel text to a folder that ships.

``python -m training --help`` lists the steps; ``training/README.md`` tells the story.
"""
