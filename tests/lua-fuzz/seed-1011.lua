for i82 = 1, 4 do
  do
    P(pcall(f84, (t59).missing, { (v72 // math.maxinteger), C(("abc") .. ("a,b,,c")) }, (math.ult(0, (-1)) and false)))
  end
::continue83:: end
