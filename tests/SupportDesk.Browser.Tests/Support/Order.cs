// Much of the time is spent waiting: three browsers, and beside them one test that needs none, keep two cores busy.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]
