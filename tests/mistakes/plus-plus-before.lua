local lives = { n = 3 }
++lives.n
