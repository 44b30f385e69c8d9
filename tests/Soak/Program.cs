using System.Globalization;
using ProcVM.Soak;

// procvm-soak MINUTES [SEED]: eight instances at a time in one process, over and over. Prints a table of what the process
// holds of its host; the exit status is 0 when every instance ended as it had to and nothing grew.
if (args.Length < 1
    || !double.TryParse(args[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double minutes)
    || !(minutes is > 0 and <= 100_000))
{
    Console.Error.WriteLine("usage: ProcVM.Soak MINUTES [SEED]");
    return 2;
}

int seed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1;
using Soaker soaker = new(Repository.At("langs/pascal/samples"), seed);
return soaker.Run(TimeSpan.FromMinutes(minutes), Console.Out) ? 0 : 1;
