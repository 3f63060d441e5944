using Quartz;

namespace SupportDesk.Features.Mailroom.Receiving;

[DisallowConcurrentExecution]
internal sealed class FetchMailJob(ReceiveLetters receive) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await receive.RunAsync(cancellationToken);
}
