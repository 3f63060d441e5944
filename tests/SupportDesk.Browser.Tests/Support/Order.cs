// Two cores, and much of the time is spent waiting: tests in the browser go one after another, beside them one that needs none.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
