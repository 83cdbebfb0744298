print("drempel")
