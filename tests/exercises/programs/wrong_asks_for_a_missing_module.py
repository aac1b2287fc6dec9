import keras

net = keras.Sequential()
accuracy = 0.9
