this.all = {}

function on_update(entity, dt)
  this.all[#this.all + 1] = string.rep("x", 700000 + #this.all)
end
