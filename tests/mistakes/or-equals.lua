local name = nil
name ||= "nobody"
