local love = require "love"
