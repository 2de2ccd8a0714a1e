﻿return 1
