local name = 'Ada
