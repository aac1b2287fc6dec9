"""Exercise ``make_loader`` of lesson 10."""

from torch.utils.data import DataLoader

from course_utils.exercises.exercise import Exercise
from course_utils.exercises.train_the_mlp._make_loader import _wrong_versions as wrong_versions
from course_utils.exercises.train_the_mlp._make_loader._how_it_is_used import cases, observe, remark
from course_utils.exercises.train_the_mlp._make_loader._torchvision import datasets, transforms


def make_loader(root, train):
    """Give a loader of normalised MNIST pictures, in batches of 512."""
    normalize = transforms.Normalize((0.1307,), (0.3081,))
    prepare = transforms.Compose([transforms.ToTensor(), normalize])
    data = datasets.MNIST(root, train=train, download=True, transform=prepare)
    return DataLoader(data, batch_size=512, shuffle=train)


exercise = Exercise(
    lesson="train_the_mlp",
    task="Give a loader of the MNIST pictures in the folder root, the training pictures if train is True, else the "
    "test pictures: downloaded if they are missing, normalised, in batches of 512, shuffled in each epoch only if "
    "train is True.",
    reference=make_loader,
    cases=cases,
    observe=observe,
    remark=remark,
    mistakes={
        "not normalised": (
            "Your images are not normalised: make a Compose of `ToTensor()` and, behind it, `Normalize((0.1307,), "
            "(0.3081,))`.",
            wrong_versions.with_transform("ToTensor"),
        ),
        "normalised before ToTensor": (
            "You normalise before the picture is a tensor: in the list of Compose `ToTensor()` comes first.",
            wrong_versions.with_transform("Normalize", "ToTensor"),
        ),
        "normalised twice": (
            "Your images are normalised twice: once is enough.",
            wrong_versions.with_transform("ToTensor", "Normalize", "Normalize"),
        ),
        "mean and standard deviation swapped": (
            "The two numbers of Normalize are swapped: the mean 0.1307 comes first, then the deviation 0.3081.",
            wrong_versions.with_normalize(0.3081, 0.1307),
        ),
        "no transform": (
            "Your data set gives pictures that are no tensors: hand it your transform. `transform=prepare` hands over "
            "the one with the name `prepare`.",
            wrong_versions.without_a_transform,
        ),
        "brackets of ToTensor missing": (
            "The brackets behind ToTensor are missing: `transforms.ToTensor()` makes the object that is called.",
            wrong_versions.brackets_missing,
        ),
        "Compose without a list": (
            "Compose takes one list: put square brackets around the transforms, `Compose([..., ...])`.",
            wrong_versions.without_a_list,
        ),
        "one number for Normalize": (
            "Normalize takes the mean and the deviation in brackets of their own, and here the second is missing: "
            "`transforms.Normalize((0.1307,), (0.3081,))`.",
            wrong_versions.with_one_number,
        ),
        "normalised for three colors": (
            "You normalise three colors: grey is one color, so each bracket holds one number, `(0.1307,), (0.3081,)`.",
            wrong_versions.for_three_colors,
        ),
        "brackets of ToTensor too many": (
            "ToTensor is called where there is no picture yet: `transforms.ToTensor()` makes it, and the data set "
            "calls it for each picture.",
            wrong_versions.called_too_early,
        ),
        "brackets behind the transform": (
            "You call the composed transform: hand it over without brackets, and the data set calls it for each "
            "picture.",
            wrong_versions.composed_and_called,
        ),
        "transforms for transform": (
            "The data set takes `transform=...`, without an s.",
            wrong_versions.transforms_for_transform,
        ),
        "one picture a batch": (
            "Your batches hold one picture each: give the loader `batch_size=512`.",
            wrong_versions.with_options(batch_size=1),
        ),
        "last batch dropped": (
            "You drop the last batch, which is shorter: leave out `drop_last`. The pictures of that batch count too.",
            wrong_versions.with_options(drop_last=True),
        ),
        "always the training pictures": (
            "You always read the training pictures: pass the data set `train=train`.",
            wrong_versions.with_train(lambda train: True),
        ),
        "always the test pictures": (
            "You always read the test pictures: pass the data set `train=train`.",
            wrong_versions.with_train(lambda train: False),
        ),
        "training and test swapped": (
            "Training and test pictures are swapped: pass the data set `train=train`.",
            wrong_versions.with_train(lambda train: not train),
        ),
        "always shuffled": (
            "You also shuffle the test pictures: pass the loader `shuffle=train`.",
            wrong_versions.with_options(shuffle=True),
        ),
        "never shuffled": (
            "You never shuffle: pass the loader `shuffle=train`. The training pictures then come in a new order in "
            "each epoch.",
            wrong_versions.with_options(shuffle=False),
        ),
        "shuffled the wrong way round": (
            "You shuffle the test pictures and not the training pictures: pass the loader `shuffle=train`.",
            wrong_versions.with_options(shuffle=lambda train: not train),
        ),
        "a data set": (
            "You return the data set: put it into a DataLoader, which makes batches of it, and return that.",
            wrong_versions.data_set,
        ),
        "the transform in the loader": (
            "You put the transform into the loader: the data set takes the transform, and the loader takes "
            "the data set.",
            wrong_versions.transform_in_the_loader,
        ),
        "transform handed to the loader": (
            "The loader takes no transform: move `transform=...` into the brackets of `datasets.MNIST(...)`.",
            wrong_versions.option_of_the_other("transform"),
        ),
        "train handed to the loader": (
            "The loader takes no `train`: pass `train=train` to the data set, and `shuffle=train` to the loader.",
            wrong_versions.option_of_the_other("train"),
        ),
        "the folder in the loader": (
            "You put the folder into the loader: the data set takes the folder, and the loader takes the data set.",
            wrong_versions.root_in_the_loader,
        ),
        "the first batch": (
            "You return one batch: return the loader itself. The training goes through it.",
            wrong_versions.first_batch,
        ),
        "nothing returned": (
            "You return nothing: the last line gives the loader, with `return` before it.",
            wrong_versions.nothing,
        ),
        "another folder": (
            "You read from another folder than `root`: pass `root` to `datasets.MNIST`, as the first argument.",
            wrong_versions.read_from_another_folder,
        ),
        "root not passed": (
            "The data set does not know its folder: pass `root` to `datasets.MNIST`, as the first argument.",
            wrong_versions.root_not_passed,
        ),
        "train instead of the folder": (
            "True or False stands where the folder should: `root` is the first argument of `datasets.MNIST`.",
            wrong_versions.root_missing,
        ),
        "the data set of the notebook": (
            "You use the data set of the notebook: make one from `root` inside the function.",
            wrong_versions.data_set_of_the_notebook,
        ),
        "root ignored": (
            "You read the course's own folder, whatever `root` is: pass `root` to `datasets.MNIST`.",
            wrong_versions.read_from_the_course,
        ),
    },
    hints=(
        "Three things, one inside the other: what prepares a picture, a data set that uses it, a loader around that.",
        "The data set is `datasets.MNIST`: it wants root, train, download and transform. The loader is `DataLoader`.",
        "`transforms.Compose([...])` holds ToTensor and Normalize, in this order; `shuffle` is train itself.",
    ),
    consequence="This works for every folder with MNIST in it.",
)
