local open = True
