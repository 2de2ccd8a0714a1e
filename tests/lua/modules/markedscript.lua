#!/usr/bin/lua
return "marked script " .. debug.getinfo(1, "l").currentline
