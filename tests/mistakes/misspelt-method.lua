local Player = {}
function Player:jump() end
Player:jmp()
