local path = "C:\data"
