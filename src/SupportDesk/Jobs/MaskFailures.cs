using Hangfire.Server;
using SupportDesk.Kernel;
using SupportDesk.Masking;

namespace SupportDesk.Jobs;

/// <summary>
/// The dashboard prints what an exception says, and that may be an address, an e-mail's words or a password. So Hangfire
/// is told its type and a number only; the log has the rest under the same number, masked. A filter would come too late:
/// the state that it replaces stays in the job's history.
/// </summary>
internal sealed class MaskFailures(IBackgroundJobPerformer inner, JobStates states, ILogger<MaskFailures> log) : IBackgroundJobPerformer
{
    private static readonly MaskingOptions Everything = new() { Personal = PersonalData.Identity };

    public object? Perform(PerformContext context)
    {
        try
        {
            return inner.Perform(context);
        }
        catch (JobPerformanceException error)
        {
            throw new JobPerformanceException(error.Message, Mask(context, error.InnerException ?? error));
        }
        catch (Exception error) when (error is not (JobAbortedException or OperationCanceledException))
        {
            throw Mask(context, error);
        }
    }

    private JobFailedException Mask(PerformContext context, Exception error)
    {
        var number = Ids.Code(8);
        var name = states.Find(context.BackgroundJob.Job)?.Job.Name ?? context.BackgroundJob.Job?.Type.Name;
        log.LogError("Job {Job} failed, error number {ErrorId}: {Error}", name, number, MaskText.Mask(error.ToString(), Everything, out _));
        return new JobFailedException(error.GetType(), number);
    }
}
