local Player = { hp = 3 }
function Player:hit(n)
  self.hp = self.hp - n
end
Player.hit(1)
