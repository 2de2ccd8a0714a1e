local p = new Vector3(1, 2, 3)
