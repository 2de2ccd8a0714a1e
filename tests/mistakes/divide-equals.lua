local a = { 8 }
a[1] /= 2;
