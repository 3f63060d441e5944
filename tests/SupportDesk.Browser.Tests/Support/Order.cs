// Much of the time is spent waiting: three of them keep two cores busy. With more, what a person would wait for runs out of time.
[assembly: CollectionBehavior(MaxParallelThreads = 3)]
