class Player
end
