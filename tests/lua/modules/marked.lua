return "marked " .. debug.getinfo(1, "l").currentline
