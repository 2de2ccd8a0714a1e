print(`hello`)
