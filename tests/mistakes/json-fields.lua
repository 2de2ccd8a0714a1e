local t = { "name": "Ada", "age": 36 }
