select {clock}
