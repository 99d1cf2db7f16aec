def measure_translation(folder, articles):
    pass
