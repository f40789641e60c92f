-- forwards

-- backwards
