local size = 20px
