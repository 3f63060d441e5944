// Two cores: a browser, a desk and two mail servers at a time are enough.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
